import type { AccessToken } from './AccessToken';

/**
 * A token is renewed this long before it ends. Not longer: the libraries of
 * clouds give out the old one until about five minutes before its end.
 */
const RENEW_BEFORE_MS = 2 * 60_000;

/** Short ones are renewed when a quarter of their life is left. */
const RENEW_IN_LAST_PART = 1 / 4;

/** While a token still holds, a renewal that failed is tried again after this long. */
const TRY_AGAIN_AFTER_MS = 30_000;

/**
 * A token that many share and one at a time renews: whoever comes while it is
 * being issued waits for the same one. A renewal that fails harms nobody as
 * long as the token of before holds.
 *
 * @internal
 */
export class RenewedToken {
  readonly #issue: () => Promise<AccessToken>;
  readonly #now: () => number;
  #held: (AccessToken & { askedAtMs: number }) | null = null;
  #issuing: Promise<string> | null = null;
  #failedAtMs = Number.NEGATIVE_INFINITY;

  private constructor(issue: () => Promise<AccessToken>, now: () => number) {
    this.#issue = issue;
    this.#now = now;
  }

  static create(
    issue: () => Promise<AccessToken>,
    options: { now: () => number },
  ): RenewedToken {
    return new RenewedToken(issue, options.now);
  }

  /**
   * A token that holds.
   *
   * @param options.notBeforeMs - do not take one that was asked for earlier:
   * it may be the one that a server refused
   */
  async read(options: { notBeforeMs: number }): Promise<string> {
    const held = this.#held;
    const now = this.#now();
    if (!held || held.expiresAtMs <= now) {
      return this.#renew();
    }
    const lifetimeMs = held.expiresAtMs - held.askedAtMs;
    const isFresh =
      held.askedAtMs >= options.notBeforeMs &&
      held.expiresAtMs - now >
        Math.min(RENEW_BEFORE_MS, lifetimeMs * RENEW_IN_LAST_PART);
    return isFresh || now - this.#failedAtMs < TRY_AGAIN_AFTER_MS
      ? held.token
      : this.#renew().catch(() => held.token);
  }

  #renew(): Promise<string> {
    this.#issuing ??= this.#ask().finally(() => {
      this.#issuing = null;
    });
    return this.#issuing;
  }

  async #ask(): Promise<string> {
    const askedAtMs = this.#now();
    try {
      const issued = await this.#issue();
      this.#held = { ...issued, askedAtMs };
      this.#failedAtMs = Number.NEGATIVE_INFINITY;
      return issued.token;
    } catch (error) {
      this.#failedAtMs = this.#now();
      throw error;
    }
  }
}
