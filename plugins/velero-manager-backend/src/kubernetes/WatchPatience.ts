import { AbortRelay } from './AbortRelay';
import type { StreamedList } from './StreamedList';
import type { Clock } from './types';

/** Real servers send a bookmark about once a minute. */
const DEFAULT_SILENCE_MS = 90_000;
/** While a list is streamed, one object follows the other. */
const STREAM_SILENCE_MS = 30_000;
/** However much there is to list: one that takes longer does not get anywhere. */
const LONGEST_STREAM_MS = 5 * 60_000;

/**
 * Gives the request of a watch up where nothing is heard for too long, where a
 * streamed list takes too long, and where the caller aborts.
 *
 * @internal
 */
export class WatchPatience {
  readonly #options: WatchPatienceOptions;
  readonly #request: AbortRelay;
  #cancelSilence = () => {};
  #cancelList = () => {};
  #isOver = false;

  private constructor(options: WatchPatienceOptions) {
    this.#options = options;
    const { signal, clock, list } = options;
    this.#request = AbortRelay.of(signal);
    if (list) {
      this.#cancelList = clock.timeout(LONGEST_STREAM_MS, () => this.#giveUp());
    }
  }

  static create(options: WatchPatienceOptions): WatchPatience {
    return new WatchPatience(options);
  }

  /** What the request ends with. */
  get signal(): AbortSignal {
    return this.#request.signal;
  }

  /** Whether it was given up, which is not the caller's doing. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** From now on something should be heard. */
  wait(): void {
    const { clock, list, silenceMs = DEFAULT_SILENCE_MS } = this.#options;
    if (list?.isComplete) {
      this.#cancelList();
    }
    const isStreaming = list?.isBegun && !list.isComplete;
    this.#cancelSilence = clock.timeout(
      isStreaming ? Math.min(silenceMs, STREAM_SILENCE_MS) : silenceMs,
      () => this.#giveUp(),
    );
  }

  /** Something was heard, and takes its time to be dealt with. */
  heard(): void {
    this.#cancelSilence();
  }

  /** The watch has ended. */
  end(): void {
    this.#cancelSilence();
    this.#cancelList();
    this.#request.end();
  }

  #giveUp(): void {
    this.#isOver = true;
    this.#request.abort();
  }
}

interface WatchPatienceOptions {
  signal: AbortSignal;
  clock: Clock;
  /** Neither event nor bookmark for so long means a dead connection; default 90 s. */
  silenceMs?: number;
  /** Where the watch begins with a list. */
  list: StreamedList | null;
}
