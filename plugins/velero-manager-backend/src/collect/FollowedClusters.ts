import { type ClusterDefinition, isFollowedAlike } from '../clusters';
import type { Lease, LeasedFacts } from '../store/leaseTypes';
import { collectCluster, type CollectClusterOptions } from './collectCluster';
import { quietAfter } from './quietAfter';

/** What following clusters under leases needs. @internal */
export interface FollowedClustersOptions
  extends Omit<CollectClusterOptions, 'definition' | 'store'> {
  store: LeasedFacts;
}

interface Collector {
  definition: ClusterDefinition;
  lease: Lease;
  stopping: AbortController;
  ended: Promise<void>;
}

/**
 * Follows the clusters that are both defined and held, each on its own, and
 * keeps up as either changes: a cluster begins anew only when what followed it
 * before has ended.
 *
 * @internal
 */
export class FollowedClusters {
  readonly #options: FollowedClustersOptions;
  readonly #collectors = new Map<string, Collector>();
  #definitions = new Map<string, ClusterDefinition>();
  #held: ReadonlyMap<string, Lease> = new Map();
  #onStale: (lease: Lease) => void = () => {};

  private constructor(options: FollowedClustersOptions) {
    this.#options = options;
  }

  static create(options: FollowedClustersOptions): FollowedClusters {
    return new FollowedClusters(options);
  }

  /** Calls back when a write was refused: somebody else holds the lease. */
  onStale(callback: (lease: Lease) => void): void {
    this.#onStale = callback;
  }

  /** The clusters there are. Resolves when what changed has stopped. */
  define(definitions: ClusterDefinition[]): Promise<void> {
    this.#definitions = new Map(
      definitions.map(definition => [definition.name, definition]),
    );
    return this.#settle();
  }

  /** The leases there are. Resolves when what is held no more has stopped. */
  follow(held: ReadonlyMap<string, Lease>): Promise<void> {
    this.#held = held;
    return this.#settle();
  }

  async #settle(): Promise<void> {
    const outdated = [...this.#collectors.values()].filter(
      collector => !this.#isCurrent(collector),
    );
    outdated.forEach(({ stopping }) => stopping.abort());
    [...this.#held.keys()].forEach(name => this.#start(name));
    await Promise.all(outdated.map(({ ended }) => ended));
  }

  #isCurrent({ definition, lease, stopping }: Collector): boolean {
    const held = this.#held.get(definition.name);
    const defined = this.#definitions.get(definition.name);
    return (
      !stopping.signal.aborted &&
      held?.holder === lease.holder &&
      held.fencing === lease.fencing &&
      defined !== undefined &&
      isFollowedAlike(defined, definition)
    );
  }

  #start(name: string): void {
    const { store, logger } = this.#options;
    const definition = this.#definitions.get(name);
    const lease = this.#held.get(name);
    if (!definition || !lease || this.#collectors.has(name)) {
      return;
    }
    const stopping = new AbortController();
    const { signal } = stopping;
    const leased = store.underLease(lease, {
      signal,
      onStale: () => {
        if (!signal.aborted) {
          logger.info(`Another replica follows cluster '${name}' now`);
          stopping.abort();
          this.#onStale(lease);
        }
      },
    });
    const ended = collectCluster(
      {
        ...this.#options,
        ...{ definition, store: leased, logger: quietAfter(signal, logger) },
      },
      signal,
    )
      .catch(error => {
        if (!signal.aborted) {
          logger.error(`Stopped following cluster '${name}'`, error as Error);
        }
      })
      .then(() => {
        // One that failed by itself is not tried again as it is.
        if (signal.aborted) {
          this.#collectors.delete(name);
          this.#start(name);
        }
      });
    this.#collectors.set(name, { definition, lease, stopping, ended });
  }
}
