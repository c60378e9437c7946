import type { Clock } from './types';

/** Faults in a row after which a cluster is left alone; one may be chance. */
const FAULTS_TO_OPEN = 3;
/** As a reflector waits, so a cluster that is back is noticed as soon. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * How the connection to a cluster stands.
 *
 * @internal
 */
export interface BreakerState {
  /**
   * `closed`: requests go out. `open`: none does until `nextTryAt`. `half-open`:
   * one is out and decides for all that wait.
   */
  state: 'closed' | 'open' | 'half-open';
  /** Since when, in milliseconds. */
  since: number;
  /** The fault that opened it or kept it open; `null` while it is closed. */
  reason: string | null;
  /** When the next request goes out; `null` unless it is open. */
  nextTryAt: number | null;
}

/**
 * What a request that was let through must tell of how it went.
 *
 * @internal
 */
export interface Passage {
  /** The server answered, whatever it said. */
  answered(): void;
  /** The server could not be reached. */
  failed(reason: string): void;
  /** Given up before either was known. */
  abandoned(): void;
}

/**
 * Makes forty watches of a cluster that cannot be reached wait for one of them
 * instead of each trying on its own: after some faults in a row nothing goes
 * out for a while, then one request does, and all follow once it is answered.
 *
 * @internal
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #waiting = new Set<() => void>();
  #faults = 0;
  #openings = 0;
  #state: BreakerState;

  private constructor(clock: Clock, random: () => number) {
    this.#clock = clock;
    this.#random = random;
    this.#state = {
      state: 'closed',
      since: clock.now(),
      reason: null,
      nextTryAt: null,
    };
  }

  static create(options: {
    clock: Clock;
    /** Numbers from 0 to 1 that spread the pauses of a fleet. */
    random?: () => number;
  }): CircuitBreaker {
    return new CircuitBreaker(options.clock, options.random ?? Math.random);
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** Waits until a request may go out; rejects with the signal's reason. */
  async enter(signal: AbortSignal): Promise<Passage> {
    for (;;) {
      signal.throwIfAborted();
      if (this.#state.state === 'closed') {
        return this.#passage(false);
      }
      const { nextTryAt } = this.#state;
      if (nextTryAt !== null && nextTryAt <= this.#clock.now()) {
        this.#become('half-open', this.#state.reason);
        return this.#passage(true);
      }
      await this.#change(signal);
    }
  }

  #passage(isProbe: boolean): Passage {
    let isOver = false;
    const once = (then: () => void) => () => {
      if (!isOver) {
        isOver = true;
        then();
      }
    };
    return {
      answered: once(() => this.#answered()),
      failed: reason => once(() => this.#failed(isProbe, reason))(),
      abandoned: once(() => {
        if (isProbe) {
          this.#open(0, this.#state.reason);
        }
      }),
    };
  }

  #answered(): void {
    this.#faults = 0;
    if (this.#state.state !== 'closed') {
      this.#openings = 0;
      this.#become('closed', null);
    }
  }

  #failed(isProbe: boolean, reason: string): void {
    this.#faults += 1;
    const isClosed = this.#state.state === 'closed';
    // What went out before it opened tells nothing new.
    if (isProbe || (isClosed && this.#faults >= FAULTS_TO_OPEN)) {
      const pauseMs = Math.min(
        FIRST_PAUSE_MS * 2 ** this.#openings,
        LONGEST_PAUSE_MS,
      );
      this.#openings += 1;
      this.#open(Math.round(pauseMs * (0.5 + this.#random() / 2)), reason);
    }
  }

  #open(pauseMs: number, reason: string | null): void {
    this.#become('open', reason, this.#clock.now() + pauseMs);
  }

  #become(
    state: BreakerState['state'],
    reason: string | null,
    nextTryAt: number | null = null,
  ): void {
    this.#state = { state, since: this.#clock.now(), reason, nextTryAt };
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    waiting.forEach(wake => wake());
  }

  /** Until the state is another one, or it is time for a try. */
  async #change(signal: AbortSignal): Promise<void> {
    const { nextTryAt } = this.#state;
    let cancel = () => {};
    let wake = () => {};
    try {
      await new Promise<void>(resolve => {
        wake = resolve;
        this.#waiting.add(wake);
        signal.addEventListener('abort', wake);
        if (nextTryAt !== null) {
          const inMs = Math.max(0, nextTryAt - this.#clock.now());
          cancel = this.#clock.timeout(inMs, wake);
        }
      });
    } finally {
      cancel();
      this.#waiting.delete(wake);
      signal.removeEventListener('abort', wake);
    }
  }
}
