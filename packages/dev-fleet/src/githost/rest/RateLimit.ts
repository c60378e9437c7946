import { HostError } from '../HostError';

/** What is left of an hour's calls. @internal */
export interface RateLimitState {
  limit: number;
  used: number;
  remaining: number;
  /** Seconds since 1970. */
  reset: number;
}

const HOUR_MS = 3_600_000;

interface Window {
  endsAt: number;
  used: number;
}

/**
 * Counts calls an hour and an account, as GitHub's primary rate limit does.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-primary-rate-limits
 *
 * @internal
 */
export class RateLimit {
  readonly #limit: number;
  readonly #now: () => Date;
  readonly #windows = new Map<number, Window>();

  private constructor(limit: number, now: () => Date) {
    this.#limit = limit;
    this.#now = now;
  }

  static create(options: { limit: number; now: () => Date }): RateLimit {
    return new RateLimit(options.limit, options.now);
  }

  /** Counts a call. @throws HostError 403 where none is left */
  take(account: number): void {
    const window = this.#window(account);
    if (window.used >= this.#limit) throw HostError.rateLimited(account);
    window.used += 1;
  }

  /** Takes a count back: an answer "not modified" costs nothing. */
  giveBack(account: number): void {
    this.#window(account).used -= 1;
  }

  stateOf(account: number): RateLimitState {
    const { used, endsAt } = this.#window(account);
    const limit = this.#limit;
    const reset = Math.floor(endsAt / 1000);
    return { limit, used, remaining: limit - used, reset };
  }

  #window(account: number): Window {
    const now = this.#now().getTime();
    const known = this.#windows.get(account);
    if (known && known.endsAt > now) return known;
    const fresh = { endsAt: now + HOUR_MS, used: 0 };
    this.#windows.set(account, fresh);
    return fresh;
  }
}
