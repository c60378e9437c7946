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

  /** How many could come in now. */
  get free(): number {
    return this.#free;
  }

  /** Runs `task` once there is room; rejects with the signal's reason if it aborts before. */
  async run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    const leave = await this.enter(signal);
    try {
      return await task();
    } finally {
      leave();
    }
  }

  /**
   * Waits for room; rejects with the signal's reason if it aborts before.
   * @returns a function that makes room again, however often it is called
   */
  async enter(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
    } else {
      await this.#wait(signal);
    }
    let isInside = true;
    return () => {
      if (isInside) {
        isInside = false;
        this.#leave();
      }
    };
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
