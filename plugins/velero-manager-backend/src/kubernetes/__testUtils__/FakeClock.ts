import type { Clock } from '../types';

/**
 * A clock that stands until it is advanced. Pauses are remembered.
 */
export class FakeClock implements Clock {
  /** Milliseconds of every `sleep` so far. */
  readonly pauses: number[] = [];
  #now: number;
  #timers: { at: number; fire: () => void }[] = [];

  constructor(now = Date.UTC(2026, 0, 1)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  timeout(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, fire: callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter(other => other !== timer);
    };
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    this.pauses.push(ms);
    return new Promise((resolve, reject) => {
      const cancel = this.timeout(ms, resolve);
      const abort = () => {
        cancel();
        reject(signal.reason);
      };
      if (signal.aborted) {
        abort();
      }
      signal.addEventListener('abort', abort, { once: true });
    });
  }

  /** Timers that have been set and neither fired nor cancelled. */
  get pending(): number {
    return this.#timers.length;
  }

  /** Moves on as while work is done: what falls due meanwhile waits. */
  pass(ms: number): void {
    this.#now += ms;
  }

  /** Moves on, firing what falls due in its order, and lets promises settle. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      await settle();
      const due = this.#timers
        .filter(({ at }) => at <= end)
        .sort((a, b) => a.at - b.at)[0];
      if (!due) {
        break;
      }
      this.#timers = this.#timers.filter(timer => timer !== due);
      this.#now = due.at;
      due.fire();
    }
    this.#now = end;
    await settle();
  }
}

/** Lets everything run that waits for no clock and no network. */
export function settle(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}
