import { type LineProblem, LineSplitter } from './LineSplitter';
import { isRecord } from './metadata';
import type { WatchEvent } from './types';

/** etcd refuses objects over 1.5 MB; JSON is larger than what etcd stores. */
const MAX_EVENT_BYTES = 8 * 1024 * 1024;
const EVENT_TYPES: readonly unknown[] = [
  'ADDED',
  'MODIFIED',
  'DELETED',
  'BOOKMARK',
  'ERROR',
];

/** What a chunk of a watch has completed. @internal */
export interface DecodedEvents {
  events: WatchEvent[];
  /** What the line after these is, where it is no event. */
  problem: LineProblem | 'no event' | null;
}

function isWatchEvent(value: unknown): value is WatchEvent {
  return isRecord(value) && EVENT_TYPES.includes(value.type) && !!value.object;
}

function parseEvent(line: string): WatchEvent | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isWatchEvent(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Makes events of the bytes of one watch: each is a line of JSON.
 *
 * @internal
 */
export class WatchDecoder {
  readonly #splitter = LineSplitter.create({ maxLineBytes: MAX_EVENT_BYTES });

  private constructor() {}

  static create(): WatchDecoder {
    return new WatchDecoder();
  }

  /** All events that end in this chunk. After a problem there is nothing more to be had. */
  take(chunk: Uint8Array): DecodedEvents {
    const { lines, problem } = this.#splitter.take(chunk);
    const events: WatchEvent[] = [];
    for (const line of lines) {
      const event = parseEvent(line);
      if (!event) {
        return { events, problem: 'no event' };
      }
      events.push(event);
    }
    return { events, problem };
  }
}
