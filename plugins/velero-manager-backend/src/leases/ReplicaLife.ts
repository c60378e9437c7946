import type { Clock } from '../kubernetes';
import type { LeaseStore } from '../store/leaseTypes';

/** A replica that does not renew counts as dead after this. */
export const LIFE_MS = 15_000;

const RENEW_MS = 5_000;

/** A renewal that failed is tried again while there is time. */
const RETRY_MS = 1_000;

/** So long before others may take over, a replica that cannot renew lets go. */
const MARGIN_MS = 2_000;

interface ReplicaLifeOptions {
  leases: Pick<LeaseStore, 'join' | 'renew'>;
  clock: Clock;
  /** A clock that never jumps, in milliseconds. */
  monotonic: () => number;
  replica: string;
  /** Called once when it could not be renewed in time, unless it was ended. */
  onExpired(life: ReplicaLife): void;
}

/**
 * One life of a replica, renewed until it is ended or expires. Renewals depend
 * on nothing else that the replica does.
 *
 * @remarks
 * A life counts from before a renewal is sent, by a clock of our own: whatever
 * the database answers when, it expires there later than here.
 *
 * @internal
 */
export class ReplicaLife {
  readonly #options: ReplicaLifeOptions;
  readonly #over = new AbortController();
  #cancelExpiry: () => void = () => {};

  private constructor(options: ReplicaLifeOptions) {
    this.#options = options;
  }

  static async begin(options: ReplicaLifeOptions): Promise<ReplicaLife> {
    const { leases, monotonic, replica } = options;
    const life = new ReplicaLife(options);
    const sentAt = monotonic();
    await leases.join(replica, { livesForMs: LIFE_MS });
    life.#liveFrom(sentAt);
    void life.#run();
    return life;
  }

  get replica(): string {
    return this.#options.replica;
  }

  /** Whether it was ended or has expired. */
  get isOver(): boolean {
    return this.#over.signal.aborted;
  }

  /** Renews no more; whoever ends it lets go of what it holds. */
  end(): void {
    this.#over.abort();
    this.#cancelExpiry();
  }

  /** It could not be renewed in time, as far as anybody can tell. */
  expire(): void {
    if (!this.#over.signal.aborted) {
      this.end();
      this.#options.onExpired(this);
    }
  }

  async #run(): Promise<void> {
    const { clock } = this.#options;
    const { signal } = this.#over;
    let pauseMs = RENEW_MS;
    while (!signal.aborted) {
      await clock.sleep(pauseMs, signal).catch(() => {});
      if (!signal.aborted) {
        pauseMs = (await this.#renew()) ? RENEW_MS : RETRY_MS;
      }
    }
  }

  async #renew(): Promise<boolean> {
    const { leases, monotonic, replica } = this.#options;
    const sentAt = monotonic();
    try {
      if (await leases.renew(replica, { livesForMs: LIFE_MS })) {
        this.#liveFrom(sentAt);
      } else {
        this.expire();
      }
      return true;
    } catch {
      return false; // the expiry is set: it tells if no attempt gets through
    }
  }

  #liveFrom(moment: number): void {
    const { clock, monotonic } = this.#options;
    this.#cancelExpiry();
    if (!this.#over.signal.aborted) {
      const lasts = moment + LIFE_MS - MARGIN_MS - monotonic();
      this.#cancelExpiry = clock.timeout(Math.max(0, lasts), () =>
        this.expire(),
      );
    }
  }
}
