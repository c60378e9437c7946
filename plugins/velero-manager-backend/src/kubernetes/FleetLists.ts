import { Semaphore } from './Semaphore';

/** Who has asked but is not answered costs little, so these may be more. */
const MOST_ASKED = 64;

/**
 * Each list is parsed by the one processor that we have and may be 16 MiB, so
 * more are not faster.
 */
const MOST_RECEIVED = 16;

/**
 * Bounds how many lists of the whole fleet are asked for, and how many of these
 * are received, at the same time. A server that has been asked and does not
 * answer holds up few others, and one that has answered does not wait for long
 * before it may send: API servers give a list up after a minute.
 *
 * @internal
 */
export class FleetLists {
  readonly #asked: Semaphore;
  readonly #received: Semaphore;

  private constructor(asked: number, received: number) {
    this.#asked = Semaphore.create(asked);
    this.#received = Semaphore.create(received);
  }

  static create(
    options: { asked?: number; received?: number } = {},
  ): FleetLists {
    const { asked = MOST_ASKED, received = MOST_RECEIVED } = options;
    return new FleetLists(asked, received);
  }

  /** How many more lists could be received now. */
  get free(): number {
    return this.#received.free;
  }

  /** Waits until a list may be asked for. @returns a function that makes room again */
  ask(signal: AbortSignal): Promise<() => void> {
    return this.#asked.enter(signal);
  }

  /** Waits until a list may be received. @returns a function that makes room again */
  receive(signal: AbortSignal): Promise<() => void> {
    return this.#received.enter(signal);
  }
}
