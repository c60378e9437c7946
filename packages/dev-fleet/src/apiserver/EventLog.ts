import { KubeObject } from './KubeObject';

/**
 * One committed write.
 *
 * @public
 */
export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** `schedules.velero.io`; only the plural in the core group. */
  groupResource: string;
  /** The object after the write; for `DELETED` its last state. */
  object: KubeObject;
  /** The object before the write; absent for `ADDED`. */
  previous?: KubeObject;
  /** The server's resourceVersion after the write. */
  revision: number;
}

/**
 * The newest writes of a server, oldest first, so that a watch can resume
 * where it stopped; what is older than the limit is forgotten.
 *
 * @internal
 */
export class EventLog {
  readonly #limit: number;
  #events: StoreEvent[] = [];
  #compacted = 0;

  private constructor(limit: number) {
    this.#limit = limit;
  }

  static create(options: { limit: number }): EventLog {
    if (!Number.isInteger(options.limit) || options.limit < 1) {
      throw new Error(
        `eventLogSize is ${options.limit}; allowed are whole numbers from 1`,
      );
    }
    return new EventLog(options.limit);
  }

  /** The newest revision whose event is gone: reading on works from here. */
  get compactedRevision(): number {
    return this.#compacted;
  }

  append(event: StoreEvent): void {
    this.#events.push(event);
    if (this.#events.length > this.#limit) this.#keep(this.#limit);
  }

  /** Forgets all events, as a compaction of etcd would. */
  compact(): void {
    this.#keep(0);
  }

  /** The events after a revision; undefined if some of them are forgotten. */
  since(revision: number): StoreEvent[] | undefined {
    if (revision < this.#compacted) return undefined;
    const first = this.#events.findIndex(event => event.revision > revision);
    return first < 0 ? [] : this.#events.slice(first);
  }

  #keep(count: number): void {
    const cut = this.#events.length - count;
    if (cut <= 0) return;
    this.#compacted = this.#events[cut - 1].revision;
    this.#events = this.#events.slice(cut);
  }
}
