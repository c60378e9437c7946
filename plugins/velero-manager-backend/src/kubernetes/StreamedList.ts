import { identityOf, isRecord, resourceVersionOf } from './metadata';
import type { ResourceDelta, WatchEvent } from './types';

/** Marks the bookmark after which a watch has told all that there is. */
const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';

/**
 * Gathers the beginning of a watch that tells first what there is, up to the
 * bookmark that ends it. Objects may change and go meanwhile.
 *
 * @internal
 */
export class StreamedList {
  readonly #read: (object: unknown) => unknown;
  readonly #named = new Map<string, unknown>();
  readonly #unnamed: unknown[] = [];
  #isBegun = false;
  #isComplete = false;

  private constructor(read: (object: unknown) => unknown) {
    this.#read = read;
  }

  /** @param read - what is kept of an object */
  static create(read: (object: unknown) => unknown): StreamedList {
    return new StreamedList(read);
  }

  /** Whether the server has sent anything. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  get size(): number {
    return this.#named.size + this.#unnamed.length;
  }

  /** @returns the whole list with the event that ends it, `null` before */
  take({ type, object }: WatchEvent): ResourceDelta | null {
    this.#isBegun = true;
    if (type === 'BOOKMARK') {
      const resourceVersion = resourceVersionOf(object);
      if (!endsInitialEvents(object) || resourceVersion === null) {
        return null;
      }
      this.#isComplete = true;
      const objects = [...this.#named.values(), ...this.#unnamed];
      // The watch goes on for minutes, and this with it.
      this.#named.clear();
      this.#unnamed.length = 0;
      return { type: 'replaced', objects, resourceVersion };
    }
    const identity = identityOf(object);
    const key = identity && `${identity.namespace}/${identity.name}`;
    if (key === null) {
      this.#unnamed.push(this.#read(object));
    } else if (type === 'DELETED') {
      this.#named.delete(key);
    } else {
      this.#named.set(key, this.#read(object));
    }
    return null;
  }
}

function endsInitialEvents(bookmark: unknown): boolean {
  const metadata = isRecord(bookmark) ? bookmark.metadata : undefined;
  const annotations = isRecord(metadata) ? metadata.annotations : undefined;
  return isRecord(annotations) && annotations[INITIAL_EVENTS_END] === 'true';
}
