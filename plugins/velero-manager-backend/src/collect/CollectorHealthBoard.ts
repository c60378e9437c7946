import { FactKind } from '@velero-manager/backstage-plugin-velero-manager-common';
import { BreakerState, Clock } from '../kubernetes';
import { CollectorHealth, KindHealth } from './CollectorHealth';

/**
 * Takes down how the collector of one kind does.
 *
 * @internal
 */
export interface KindHealthRecorder {
  phase(
    phase: KindHealth['phase'],
    error: string | null,
    denied?: KindHealth['denied'],
  ): void;
  /** Events came. */
  events(count: number): void;
  /** Something that came is stored now. */
  stored(lagMs: number): void;
  /** The kind was listed whole. */
  listed(): void;
  /** An attempt failed. */
  fault(code: string): void;
}

/**
 * Takes down how the collector of one cluster does.
 *
 * @internal
 */
export interface ClusterHealthRecorder {
  kind(kind: FactKind, namespace?: string): KindHealthRecorder;
  /** A kind is no longer followed in this namespace. */
  forget(kind: FactKind, namespace?: string): void;
  /** The cluster is no longer followed by this process. */
  end(): void;
}

interface FollowedCluster {
  startedAt: number;
  lagMs: number | null;
  breaker: () => BreakerState;
  kinds: Map<string, KindHealth>;
}

/**
 * Where collectors put up how they do, and whoever wants to know reads it: in
 * memory, of the clusters that this process follows. Writing costs next to
 * nothing; what is added up is so when it is read.
 *
 * @internal
 */
export class CollectorHealthBoard {
  readonly #clock: Clock;
  readonly #clusters = new Map<string, FollowedCluster>();

  private constructor(clock: Clock) {
    this.#clock = clock;
  }

  static create(options: { clock: Clock }): CollectorHealthBoard {
    return new CollectorHealthBoard(options.clock);
  }

  /** Begins anew with a cluster. */
  follow(
    cluster: string,
    options: { breaker: () => BreakerState },
  ): ClusterHealthRecorder {
    const followed: FollowedCluster = {
      startedAt: this.#clock.now(),
      lagMs: null,
      breaker: options.breaker,
      kinds: new Map(),
    };
    this.#clusters.set(cluster, followed);
    return {
      kind: (kind, namespace) => this.#record(followed, kind, namespace),
      forget: (kind, namespace) => {
        followed.kinds.delete(keyOf(kind, namespace));
      },
      end: () => {
        // Another collector may have taken the cluster up meanwhile.
        if (this.#clusters.get(cluster) === followed) {
          this.#clusters.delete(cluster);
        }
      },
    };
  }

  /** `null` where this process does not follow the cluster. */
  get(cluster: string): CollectorHealth | null {
    const followed = this.#clusters.get(cluster);
    return followed ? toHealth(cluster, followed) : null;
  }

  /** All clusters that this process follows. */
  list(): CollectorHealth[] {
    return [...this.#clusters].map(([cluster, followed]) =>
      toHealth(cluster, followed),
    );
  }

  #record(
    followed: FollowedCluster,
    kind: FactKind,
    namespace?: string,
  ): KindHealthRecorder {
    const health: KindHealth = {
      ...{ kind, namespace: namespace ?? null },
      ...{ phase: 'listing', since: this.#clock.now(), error: null },
      denied: null,
      ...{ lastEventAt: null, events: 0, lists: 0, faults: {} },
    };
    followed.kinds.set(keyOf(kind, namespace), health);
    return {
      phase: (phase, error, denied = null) => {
        if (phase !== health.phase) {
          health.phase = phase;
          health.since = this.#clock.now();
        }
        health.error = error;
        health.denied = denied;
      },
      events: count => {
        health.events += count;
        health.lastEventAt = this.#clock.now();
      },
      stored: lagMs => {
        followed.lagMs = lagMs;
      },
      listed: () => {
        health.lists += 1;
      },
      fault: code => {
        health.faults[code] = (health.faults[code] ?? 0) + 1;
      },
    };
  }
}

/** What collectors see of the board. @internal */
export type HealthBoard = Pick<CollectorHealthBoard, 'follow' | 'get'>;

function keyOf(kind: FactKind, namespace?: string): string {
  return `${kind}/${namespace ?? ''}`;
}

function toHealth(
  cluster: string,
  { startedAt, lagMs, breaker, kinds }: FollowedCluster,
): CollectorHealth {
  const all = [...kinds.values()];
  const sum = (count: (kind: KindHealth) => number) =>
    all.reduce((total, kind) => total + count(kind), 0);
  const lastEventAt = Math.max(...all.map(one => one.lastEventAt ?? 0), 0);
  return {
    cluster,
    startedAt,
    breaker: breaker(),
    lagMs,
    watchesOpen: sum(({ phase }) => Number(phase === 'watching')),
    lastEventAt: lastEventAt || null,
    events: sum(({ events }) => events),
    lists: sum(({ lists }) => lists),
    faults: sum(({ faults }) =>
      Object.values(faults).reduce((total, count) => total + count, 0),
    ),
    kinds: all.map(one => ({ ...one, faults: { ...one.faults } })),
  };
}
