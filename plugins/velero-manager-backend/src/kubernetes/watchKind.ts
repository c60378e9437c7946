import { describeHttpError, parseStatus } from './describeHttpError';
import {
  isKubernetesRequestError,
  KubernetesRequestError,
} from './KubernetesRequestError';
import { endless, listKind, MAX_OBJECTS } from './listKind';
import { INCOMPLETE_LIST } from './ListStreaming';
import { identityOf, resourceVersionOf } from './metadata';
import { StreamedList } from './StreamedList';
import type { Clock, KindReader, ResourceDelta, WatchEvent } from './types';

/** Real servers send a bookmark about once a minute. */
const DEFAULT_SILENCE_MS = 90_000;
const DEFAULT_PAGE_SIZE = 500;
/** While a list is streamed, one object follows the other. */
const STREAM_SILENCE_MS = 30_000;
/** Then the server ends the watch at the latest, and so the list. */
const LONGEST_STREAM_MS = 5 * 60_000;
/** A watch that ends sooner without news is a fault, or we would spin. */
const SHORTEST_WATCH_MS = 1_000;

/** What a watch needs beside its reader. @internal */
export interface WatchKindOptions {
  signal: AbortSignal;
  clock: Clock;
  /** Objects a page of a list; default 500. */
  pageSize?: number;
  /** Neither event nor bookmark for so long means a dead connection; default 90 s. */
  silenceMs?: number;
  /** Position to resume at instead of listing first. */
  startAt?: string | null;
  /** What is kept of an object of a list; called for each as it comes. */
  read?: (object: unknown) => unknown;
}

type Followed = {
  position: string | null;
  expired: unknown;
  progressed: boolean;
};

type FollowOptions = WatchKindOptions & {
  position: string | null;
  /** Where the watch begins with a list. */
  list: StreamedList | null;
};

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

function protocolError(
  resource: string,
  problem: string,
  reason: string | null = null,
): KubernetesRequestError {
  return new KubernetesRequestError({
    ...{ code: 'protocol', problem, reason },
    subject: { verb: 'watch', resource },
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
    throw protocolError(
      resource,
      'the server deleted an object without a name',
    );
  }
  return { type: 'removed', ...identity, resourceVersion };
}

/**
 * The events of one watch. Ends where the watch ends, and also where nothing
 * was heard for `silenceMs`: then the request is given up.
 */
async function* listen(
  reader: KindReader,
  options: FollowOptions,
): AsyncGenerator<WatchEvent> {
  const { clock, signal, list, silenceMs = DEFAULT_SILENCE_MS } = options;
  const silence = new AbortController();
  const isListing = () => list !== null && !list.isComplete;
  const expect = () =>
    clock.timeout(
      isListing() && list?.isBegun
        ? Math.min(silenceMs, STREAM_SILENCE_MS)
        : silenceMs,
      () => silence.abort(),
    );
  let cancel = expect();
  const cancelList = isListing()
    ? clock.timeout(LONGEST_STREAM_MS, () => isListing() && silence.abort())
    : () => {};
  try {
    const events = reader.watch({
      resourceVersion: options.position,
      signal: AbortSignal.any([signal, silence.signal]),
    });
    for await (const event of events) {
      cancel();
      yield event;
      cancel = expect();
    }
  } catch (error) {
    if (signal.aborted || !silence.signal.aborted) {
      throw error;
    }
  } finally {
    cancel();
    cancelList();
  }
}

/** Follows until the watch ends; tells where it stands and whether it may resume. */
async function* follow(
  reader: KindReader,
  options: FollowOptions,
): AsyncGenerator<ResourceDelta, Followed> {
  const { clock, list } = options;
  const { resource } = reader;
  const startedAt = clock.now();
  let { position } = options;
  let progressed = false;
  try {
    for await (const event of listen(reader, options)) {
      if (event.type === 'ERROR') {
        throw toError(event, { resource, now: clock.now() });
      }
      if (list && !list.isComplete) {
        const replaced = list.take(event);
        if (list.size > MAX_OBJECTS) {
          throw endless(resource);
        }
        if (replaced) {
          position = replaced.resourceVersion;
          yield replaced;
        }
        continue;
      }
      const delta = toDelta(event, { resource, position: position ?? '' });
      progressed ||=
        delta.type !== 'observed' || delta.resourceVersion !== position;
      position = delta.resourceVersion;
      yield delta;
    }
  } catch (error) {
    if (position !== null && isKubernetesRequestError(error, 410)) {
      return { position, expired: error, progressed };
    }
    throw error;
  }
  if (list && !list.isComplete) {
    throw protocolError(
      resource,
      'the server began to tell what there is, and did not say that this is all',
      list.isBegun ? INCOMPLETE_LIST : null,
    );
  }
  if (!list && !progressed && clock.now() - startedAt < SHORTEST_WATCH_MS) {
    throw protocolError(resource, 'the server ended the watch at once');
  }
  return { position, expired: null, progressed };
}

/**
 * Lists and follows in one request where the server can.
 *
 * @returns `null` where a plain list must do, before anything was told
 */
async function* followFromList(
  reader: KindReader,
  options: WatchKindOptions,
): AsyncGenerator<ResourceDelta, Followed | null> {
  const { streaming } = reader;
  if (!streaming?.isOffered) {
    return null;
  }
  const { read = object => object } = options;
  const list = StreamedList.create(read);
  try {
    return yield* follow(reader, { ...options, position: null, list });
  } catch (error) {
    if (list.isComplete || streaming.failed(error) === 'give up') {
      throw error;
    }
    return null;
  }
}

/** Lists plainly, then follows. */
async function* listAndFollow(
  reader: KindReader,
  options: WatchKindOptions,
): AsyncGenerator<ResourceDelta, Followed> {
  const { signal, pageSize = DEFAULT_PAGE_SIZE, read } = options;
  const replaced = await listKind(reader, { pageSize, signal, read });
  yield replaced;
  const position = replaced.resourceVersion;
  return yield* follow(reader, { ...options, position, list: null });
}

/**
 * Tells all about one kind until the signal aborts: lists it, then follows.
 *
 * @remarks
 * A watch that ends (by the server's clock, a cut, silence) is resumed where it
 * stood, without a list. A position that has expired (410, as an HTTP status or
 * as an event) means a list. All else is thrown: when to try again is for
 * `retryingWatch`. Lists are streamed where the server can (WatchList), which
 * spares it to hold them whole, and us a request.
 *
 * @throws KubernetesRequestError, or the signal's reason
 * @internal
 */
export async function* watchKind(
  reader: KindReader,
  options: WatchKindOptions,
): AsyncGenerator<ResourceDelta> {
  let position = options.startAt ?? null;
  let listedInVain = false;
  for (;;) {
    options.signal.throwIfAborted();
    const isListed = position === null;
    const followed: Followed =
      position === null
        ? (yield* followFromList(reader, options)) ??
          (yield* listAndFollow(reader, options))
        : yield* follow(reader, { ...options, position, list: null });
    if (followed.expired && isListed && !followed.progressed) {
      // A fresh list that is too old at once: listing again would only spin.
      if (listedInVain) {
        throw followed.expired;
      }
      listedInVain = true;
    } else {
      listedInVain = false;
    }
    position = followed.expired ? null : followed.position;
  }
}
