import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Clock } from '../kubernetes';
import { principalName } from './principalName';
import { TooManyRequestsError } from './TooManyRequestsError';

const MAX_AT_A_TIME = 2;
const MAX_MS = 10_000;

/**
 * Keeps one person's plans from holding up those of all others: two at a time,
 * ten seconds each.
 *
 * @internal
 */
export class UserLimit {
  readonly #clock: Clock;
  readonly #underWay = new Map<string, number>();

  private constructor(clock: Clock) {
    this.#clock = clock;
  }

  static create(options: { clock: Clock }): UserLimit {
    return new UserLimit(options.clock);
  }

  /**
   * @throws TooManyRequestsError when two of the same caller are under way
   */
  async run<T>(
    credentials: BackstageCredentials,
    work: () => Promise<T>,
  ): Promise<T> {
    const caller = principalName(credentials);
    const others = this.#underWay.get(caller) ?? 0;
    if (others >= MAX_AT_A_TIME) {
      throw new TooManyRequestsError(
        `You have ${others} plans under way; wait for one to end`,
      );
    }
    this.#underWay.set(caller, others + 1);
    try {
      return await work();
    } finally {
      const left = (this.#underWay.get(caller) ?? 1) - 1;
      if (left > 0) {
        this.#underWay.set(caller, left);
      } else {
        this.#underWay.delete(caller);
      }
    }
  }

  /**
   * Runs something that has to end in ten seconds.
   *
   * @throws ServiceUnavailableError when it did not
   */
  async inTime<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const late = new AbortController();
    const timeUp = new Promise<never>((_, reject) => {
      late.signal.addEventListener('abort', () =>
        reject(
          new ServiceUnavailableError(
            `The Git host did not answer in time: the plan was not ready within ${
              MAX_MS / 1000
            } seconds. Try again later`,
          ),
        ),
      );
    });
    const cancel = this.#clock.timeout(MAX_MS, () => late.abort());
    try {
      return await Promise.race([work(late.signal), timeUp]);
    } finally {
      cancel();
    }
  }
}
