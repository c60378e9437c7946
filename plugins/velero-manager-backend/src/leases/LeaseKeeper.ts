import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { performance } from 'node:perf_hooks';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { Clock } from '../kubernetes';
import type { Lease, LeaseStore } from '../store/leaseTypes';
import { planBalance } from './planBalance';
import { ReplicaLife } from './ReplicaLife';

/** How soon a free lease is found: a cluster is taken over within two seconds. */
const POLL_MS = 500;

/** How often a replica counts anew where nothing seems to happen. */
const COUNT_MS = 5_000;

/** Stopping waits no longer than this for a write before others may take over. */
const LONGEST_STOP_MS = 1_000;

/** What it takes to hold leases. @internal */
export interface LeaseKeeperOptions {
  leases: LeaseStore;
  clock: Clock;
  logger: LoggerService;
  /**
   * Says which clusters this replica knows; asked when it joins, before it
   * takes anything, and when another has left.
   */
  introduce(replica: string): Promise<void>;
  /**
   * Makes the clusters that are followed equal to those held. What is not held
   * any more is told to stop at once; resolves when it has stopped.
   */
  follow(held: ReadonlyMap<string, Lease>): Promise<void>;
  /** What people call the replica. Default: the name of the machine. */
  name?: string;
  /** A clock that never jumps, in milliseconds. */
  monotonic?: () => number;
}

/**
 * Holds the leases of one replica: lives, takes its share of the clusters,
 * gives away what is too much, and lets go of all before others may take it.
 *
 * @remarks
 * A replica that expired does not live on but begins a new life under another
 * name: what an earlier life left in a queue or in memory can never pass for
 * the present one.
 *
 * @internal
 */
export class LeaseKeeper {
  readonly #options: LeaseKeeperOptions;
  readonly #name: string;
  readonly #monotonic: () => number;
  readonly #stopping = new AbortController();
  #life: ReplicaLife | null = null;
  #held = new Map<string, Lease>();
  /** Whether what is followed may differ from what is held. */
  #doubtful = false;
  /** How many replicas there were when this one last looked. */
  #replicas = 0;
  #countedAt = Number.NEGATIVE_INFINITY;
  /** Whether the store knows what this replica knows. */
  #introduced = false;
  #introducing: Promise<void> = Promise.resolve();
  #problem: string | null = null;
  #running: Promise<void> = Promise.resolve();
  #stopped: Promise<void> | undefined;

  private constructor(options: LeaseKeeperOptions) {
    this.#options = options;
    this.#name = options.name ?? hostname();
    this.#monotonic = options.monotonic ?? (() => performance.now());
  }

  static create(options: LeaseKeeperOptions): LeaseKeeper {
    return new LeaseKeeper(options);
  }

  /** The name of the present life; `null` while the replica holds nothing. */
  get replica(): string | null {
    return this.#life?.replica ?? null;
  }

  /** Takes a first share, and keeps to it from then on. */
  async start(): Promise<void> {
    await this.#step();
    this.#running = this.#run();
  }

  /** The replica knows other clusters now: tells the store, soon. */
  reintroduce(): void {
    this.#introduced = false;
  }

  /** A write under this lease was refused: looks anew who holds it. */
  doubt({ cluster, fencing }: Lease): void {
    if (this.#held.get(cluster)?.fencing === fencing) {
      this.#held.delete(cluster);
      this.#doubtful = true;
      this.#countedAt = Number.NEGATIVE_INFINITY;
    }
  }

  /** Stops following and frees all leases, so that others take them at once. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    const { clock, logger, leases } = this.#options;
    this.#stopping.abort();
    const released = new AbortController();
    const letGo = this.#letGo();
    await Promise.race([
      Promise.all([letGo, this.#running]),
      clock.sleep(LONGEST_STOP_MS, released.signal).catch(() => {}),
    ]);
    released.abort();
    const life = this.#life;
    this.#life = null;
    life?.end();
    if (life) {
      await leases
        .leave(life.replica)
        .catch(error => logger.warn('Could not free the leases', error));
    }
    await letGo;
    await this.#introducing;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#options.clock.sleep(POLL_MS, signal).catch(() => {});
      if (!signal.aborted) {
        await this.#step();
      }
    }
  }

  async #step(): Promise<void> {
    try {
      await this.#balance(this.#life ?? (await this.#begin()));
      this.#problem = null;
    } catch (error) {
      this.#tell(error);
    }
  }

  /** Once, not every time, as long as it stays the same. */
  #tell(problem: unknown): void {
    const error = toError(problem);
    if (error.message !== this.#problem && !this.#stopping.signal.aborted) {
      this.#options.logger.warn(
        'Could not look after the leases, trying again',
        error,
      );
    }
    this.#problem = error.message;
  }

  async #begin(): Promise<ReplicaLife> {
    const { leases, clock, introduce } = this.#options;
    const life = await ReplicaLife.begin({
      ...{ leases, clock, monotonic: this.#monotonic },
      replica: `${this.#name}-${randomUUID()}`,
      onExpired: expired => this.#expire(expired),
    });
    try {
      await introduce(life.replica);
      this.#stopping.signal.throwIfAborted();
      if (life.isOver) {
        throw new Error('Joining took longer than a replica lives');
      }
    } catch (error) {
      life.end();
      await leases.leave(life.replica);
      throw error;
    }
    this.#introduced = true;
    this.#countedAt = Number.NEGATIVE_INFINITY;
    this.#life = life;
    return life;
  }

  /** Could not renew in time: others take over what is not stopped by now. */
  #expire(life: ReplicaLife): void {
    if (this.#life !== life) {
      return;
    }
    const { leases, logger } = this.#options;
    logger.warn(
      `Lost the leases of ${
        this.#held.size
      } clusters: they could not be renewed in time`,
    );
    this.#life = null;
    this.#letGo()
      .then(() => leases.leave(life.replica))
      .catch(error => logger.debug('Could not free the leases', error));
  }

  #letGo(): Promise<void> {
    this.#held = new Map();
    return this.#options.follow(this.#held);
  }

  async #balance(life: ReplicaLife): Promise<void> {
    const { leases } = this.#options;
    const { replica } = life;
    const pulse = await leases.pulse();
    const buried = pulse.expired ? await leases.buryExpired() : 0;
    const changed = pulse.replicas !== this.#replicas;
    if (!this.#introduced || buried > 0 || pulse.replicas < this.#replicas) {
      this.#introduceAnew(replica);
    }
    this.#replicas = pulse.replicas;
    const countedMs = this.#monotonic() - this.#countedAt;
    if (!pulse.free && buried === 0 && !changed && countedMs < COUNT_MS) {
      return;
    }
    this.#countedAt = this.#monotonic();
    const census = await leases.census(replica);
    if (!census.replicas.some(({ id }) => id === replica)) {
      life.expire();
      return;
    }
    await this.#hold(life, census.own);
    const { take, give, unlessKnownTo } = planBalance(replica, {
      ...census,
      free: pulse.free || buried > 0,
    });
    if (take > 0) {
      const taken = await leases.take(replica, { limit: take, unlessKnownTo });
      await this.#hold(life, [...census.own, ...taken]);
    } else if (give > 0) {
      await this.#give(life, { give, knownTo: unlessKnownTo });
      this.#countedAt = Number.NEGATIVE_INFINITY;
    }
  }

  /** Beside all else: it may have to wait for writes, and a takeover must not. */
  #introduceAnew(replica: string): void {
    this.#introduced = true;
    this.#introducing = this.#introducing
      .then(() => this.#options.introduce(replica))
      .then(() => {
        this.#countedAt = Number.NEGATIVE_INFINITY;
      })
      .catch(error => {
        this.#introduced = false;
        this.#tell(error);
      });
  }

  async #give(
    life: ReplicaLife,
    { give, knownTo }: { give: number; knownTo: string[] },
  ): Promise<void> {
    const { leases } = this.#options;
    const { replica } = life;
    const movable = await leases.listMovable(replica, { limit: give, knownTo });
    const kept = [...this.#held.values()].filter(
      ({ cluster }) => !movable.includes(cluster),
    );
    await this.#hold(life, kept);
    await leases.release(replica, movable);
  }

  /** What the store says is held is what is followed. */
  async #hold(life: ReplicaLife, leases: Lease[]): Promise<void> {
    if (this.#life !== life || this.#stopping.signal.aborted) {
      return;
    }
    const held = new Map(leases.map(lease => [lease.cluster, lease]));
    const same =
      !this.#doubtful &&
      held.size === this.#held.size &&
      leases.every(
        ({ cluster, fencing }) => this.#held.get(cluster)?.fencing === fencing,
      );
    if (!same) {
      this.#held = held;
      this.#doubtful = false;
      await this.#options.follow(held);
    }
  }
}
