/**
 * Renewed this long before it ends. Not longer: the libraries of
 * clouds give out the old one until about five minutes before its end.
 */
const RENEW_BEFORE_MS = 2 * 60_000;

/** Short ones are renewed when a quarter of their life is left. */
const RENEW_IN_LAST_PART = 1 / 4;

/** While one still holds, a renewal that failed is tried again after this long. */
const TRY_AGAIN_AFTER_MS = 30_000;

/** Where none holds, a whole fleet waits: this long after a fault, all are told of it. */
const REPEAT_FAULT_MS = 5_000;

/** What a read asks for. @internal */
export interface Freshness {
  /**
   * Do not take what was asked for earlier: it may be what a server refused.
   */
  notBeforeMs: number;
}

/**
 * Something that ends, as tokens and credentials do; many share it and one at
 * a time renews it: whoever comes while it is being issued waits for the same
 * one. A renewal that fails harms nobody as long as the one of before holds.
 *
 * @internal
 */
export class Renewed<T extends { expiresAtMs: number }> {
  readonly #issue: (freshness: Freshness) => Promise<T>;
  readonly #now: () => number;
  #held: { value: T; askedAtMs: number } | null = null;
  #issuing: Promise<T> | null = null;
  #fault: { error: unknown; atMs: number } | null = null;

  private constructor(
    issue: (freshness: Freshness) => Promise<T>,
    now: () => number,
  ) {
    this.#issue = issue;
    this.#now = now;
  }

  static create<T extends { expiresAtMs: number }>(
    issue: (freshness: Freshness) => Promise<T>,
    options: { now: () => number },
  ): Renewed<T> {
    return new Renewed(issue, options.now);
  }

  /** One that holds. */
  async read(freshness: Freshness): Promise<T> {
    const held = this.#held;
    const now = this.#now();
    const fault = this.#fault;
    const sinceFaultMs = fault ? now - fault.atMs : Number.POSITIVE_INFINITY;
    if (!held || held.value.expiresAtMs <= now) {
      if (fault && sinceFaultMs < REPEAT_FAULT_MS) {
        throw fault.error;
      }
      return this.#renew(freshness);
    }
    const { expiresAtMs } = held.value;
    const lifetimeMs = expiresAtMs - held.askedAtMs;
    const isFresh =
      held.askedAtMs >= freshness.notBeforeMs &&
      expiresAtMs - now >
        Math.min(RENEW_BEFORE_MS, lifetimeMs * RENEW_IN_LAST_PART);
    return isFresh || sinceFaultMs < TRY_AGAIN_AFTER_MS
      ? held.value
      : this.#renew(freshness).catch(() => held.value);
  }

  #renew(freshness: Freshness): Promise<T> {
    this.#issuing ??= this.#ask(freshness).finally(() => {
      this.#issuing = null;
    });
    return this.#issuing;
  }

  async #ask(freshness: Freshness): Promise<T> {
    const askedAtMs = this.#now();
    try {
      const value = await this.#issue(freshness);
      this.#held = { value, askedAtMs };
      this.#fault = null;
      return value;
    } catch (error) {
      this.#fault = { error, atMs: this.#now() };
      throw error;
    }
  }
}
