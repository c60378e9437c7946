/**
 * Lets a bounded number of callers in at a time, in the order they came.
 *
 * @internal
 */
export class Semaphore {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  private constructor(permits: number) {
    this.#free = permits;
  }

  static create(permits: number): Semaphore {
    return new Semaphore(permits);
  }

  /** Runs `task` once there is room; rejects with the signal's reason if it aborts before. */
  async run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    await this.#enter(signal);
    try {
      return await task();
    } finally {
      this.#leave();
    }
  }

  #enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const admit = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(admit), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(admit);
    });
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) {
      next();
    } else {
      this.#free += 1;
    }
  }
}
