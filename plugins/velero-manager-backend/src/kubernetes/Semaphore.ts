/**
 * Lets a bounded number of callers in at a time, in the order they came.
 *
 * @internal
 */
export class Semaphore {
  #free: number;
  #waiting: (() => void)[] = [];

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
    return this.#wait(signal);
  }

  async #wait(signal: AbortSignal): Promise<void> {
    let giveUp = () => {};
    try {
      await new Promise<void>((resolve, reject) => {
        giveUp = () => {
          this.#waiting = this.#waiting.filter(other => other !== resolve);
          reject(signal.reason);
        };
        signal.addEventListener('abort', giveUp);
        this.#waiting.push(resolve);
      });
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
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
