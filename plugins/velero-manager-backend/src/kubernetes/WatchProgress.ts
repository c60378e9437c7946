import { describeHttpError, parseStatus } from './describeHttpError';
import type { KubernetesRequestError } from './KubernetesRequestError';
import { endless, MAX_OBJECTS } from './listKind';
import { identityOf, resourceVersionOf } from './metadata';
import type { StreamedList } from './StreamedList';
import type { Clock, ResourceDelta, WatchEvent } from './types';
import { watchFault } from './watchFault';

/** What some events mean. @internal */
export interface TakenEvents {
  deltas: ResourceDelta[];
  /** What is wrong with the event after these, if anything is. */
  fault: { error: unknown } | null;
}

/**
 * Makes deltas of the events of one watch and keeps track of where it stands.
 *
 * @internal
 */
export class WatchProgress {
  readonly resource: string;
  /** Where the watch begins with a list. */
  readonly list: StreamedList | null;
  /** Why the position is nothing to go on from. */
  expired: unknown = null;
  readonly #clock: Clock;
  #position: string | null;
  #progressed = false;

  private constructor(options: WatchProgressOptions) {
    this.resource = options.resource;
    this.list = options.list;
    this.#clock = options.clock;
    this.#position = options.position;
  }

  static create(options: WatchProgressOptions): WatchProgress {
    return new WatchProgress(options);
  }

  /** After all events so far; `null` as long as nothing is known. */
  get position(): string | null {
    return this.#position;
  }

  /** Whether there was any news since it began, or since it was listed. */
  get progressed(): boolean {
    return this.#progressed;
  }

  /** Takes events that came together, up to the first that is wrong. */
  take(events: WatchEvent[]): TakenEvents {
    const deltas: ResourceDelta[] = [];
    try {
      for (const event of events) {
        const delta = this.#toDelta(event);
        if (delta) {
          deltas.push(delta);
        }
      }
      return { deltas, fault: null };
    } catch (error) {
      return { deltas, fault: { error } };
    }
  }

  #toDelta(event: WatchEvent): ResourceDelta | null {
    if (event.type === 'ERROR') {
      throw toError(event, { resource: this.resource, now: this.#clock.now() });
    }
    const { list } = this;
    if (list && !list.isComplete) {
      const replaced = list.take(event);
      if (list.size > MAX_OBJECTS) {
        throw endless(this.resource);
      }
      this.#position = replaced?.resourceVersion ?? this.#position;
      return replaced;
    }
    const delta = toDelta(event, {
      resource: this.resource,
      position: this.#position ?? '',
    });
    this.#progressed ||=
      delta.type !== 'observed' || delta.resourceVersion !== this.#position;
    this.#position = delta.resourceVersion;
    return delta;
  }
}

interface WatchProgressOptions {
  resource: string;
  clock: Clock;
  /** Where the watch begins. */
  position: string | null;
  list: StreamedList | null;
}

function toError(
  event: WatchEvent,
  options: { resource: string; now: number },
): KubernetesRequestError {
  const { resource, now } = options;
  const status = parseStatus(event.object);
  const gone = status.reason === 'Expired' || status.reason === 'Gone';
  return describeHttpError({
    statusCode: status.code ?? (gone ? 410 : 500),
    // In a stream nothing has been cleaned of secrets: codes must do.
    status: { ...status, message: null },
    subject: { verb: 'watch', resource },
    now,
  });
}

function toDelta(
  event: WatchEvent,
  options: { resource: string; position: string },
): ResourceDelta {
  const { resource, position } = options;
  const { type, object } = event;
  const resourceVersion = resourceVersionOf(object) ?? position;
  if (type === 'BOOKMARK') {
    return { type: 'observed', resourceVersion };
  }
  if (type !== 'DELETED') {
    return { type: 'upserted', object, resourceVersion };
  }
  const identity = identityOf(object);
  if (!identity) {
    throw watchFault(resource, {
      problem: 'the server deleted an object without a name',
    });
  }
  return { type: 'removed', ...identity, resourceVersion };
}
