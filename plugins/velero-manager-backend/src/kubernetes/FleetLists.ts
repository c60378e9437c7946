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
 * before it may send: API servers give a list up after a minute. No list is received as
 * long as there is no room for it: whoever reads faster than is stored would end
 * up holding the fleet in memory.
 *
 * @internal
 */
export class FleetLists {
  readonly #asked: Semaphore;
  readonly #received: Semaphore;

  readonly #room: (signal: AbortSignal) => Promise<void>;

  private constructor(options: Required<FleetListsOptions>) {
    this.#asked = Semaphore.create(options.asked);
    this.#received = Semaphore.create(options.received);
    this.#room = options.room;
  }

  static create(options: FleetListsOptions = {}): FleetLists {
    return new FleetLists({
      asked: MOST_ASKED,
      received: MOST_RECEIVED,
      room: async () => {},
      ...options,
    });
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
  async receive(signal: AbortSignal): Promise<() => void> {
    const leave = await this.#received.enter(signal);
    try {
      await this.#room(signal);
      return leave;
    } catch (error) {
      leave();
      throw error;
    }
  }
}

/** How much of the fleet is read at the same time. @internal */
export interface FleetListsOptions {
  asked?: number;
  received?: number;
  /** Waits until there is room for a list; rejects where the signal aborts before. */
  room?: (signal: AbortSignal) => Promise<void>;
}
