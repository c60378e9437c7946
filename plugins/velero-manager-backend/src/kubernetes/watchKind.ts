import { describeHttpError, parseStatus } from './describeHttpError';
import {
  isKubernetesRequestError,
  KubernetesRequestError,
} from './KubernetesRequestError';
import { listKind } from './listKind';
import { identityOf, resourceVersionOf } from './metadata';
import type { Clock, KindReader, ResourceDelta, WatchEvent } from './types';

/** Real servers send a bookmark about once a minute. */
const DEFAULT_SILENCE_MS = 90_000;
const DEFAULT_PAGE_SIZE = 500;
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
}

type Followed = { position: string; expired: unknown; progressed: boolean };

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
): KubernetesRequestError {
  const subject = { verb: 'watch', resource } as const;
  return new KubernetesRequestError({ code: 'protocol', problem, subject });
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
  options: WatchKindOptions & { position: string },
): AsyncGenerator<WatchEvent> {
  const { clock, signal, silenceMs = DEFAULT_SILENCE_MS } = options;
  const silence = new AbortController();
  const expect = () => clock.timeout(silenceMs, () => silence.abort());
  let cancel = expect();
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
  }
}

/** Follows until the watch ends; tells where it stands and whether it may resume. */
async function* follow(
  reader: KindReader,
  options: WatchKindOptions & { position: string },
): AsyncGenerator<ResourceDelta, Followed> {
  const { clock } = options;
  const { resource } = reader;
  const startedAt = clock.now();
  let { position } = options;
  let progressed = false;
  try {
    for await (const event of listen(reader, options)) {
      if (event.type === 'ERROR') {
        throw toError(event, { resource, now: clock.now() });
      }
      const delta = toDelta(event, { resource, position });
      progressed ||=
        delta.type !== 'observed' || delta.resourceVersion !== position;
      position = delta.resourceVersion;
      yield delta;
    }
  } catch (error) {
    if (isKubernetesRequestError(error, 410)) {
      return { position, expired: error, progressed };
    }
    throw error;
  }
  if (!progressed && clock.now() - startedAt < SHORTEST_WATCH_MS) {
    throw protocolError(resource, 'the server ended the watch at once');
  }
  return { position, expired: null, progressed };
}

/**
 * Tells all about one kind until the signal aborts: lists it, then follows.
 *
 * @remarks
 * A watch that ends (by the server's clock, a cut, silence) is resumed where it
 * stood, without a list. A position that has expired (410, as an HTTP status or
 * as an event) means a list. All else is thrown: when to try again is for
 * `retryingWatch`. Lists where the server could stream them (WatchList) belong
 * into `listKind`, which has one job: the next `replaced`.
 *
 * @throws KubernetesRequestError, or the signal's reason
 * @internal
 */
export async function* watchKind(
  reader: KindReader,
  options: WatchKindOptions,
): AsyncGenerator<ResourceDelta> {
  const { signal, pageSize = DEFAULT_PAGE_SIZE } = options;
  let position = options.startAt ?? null;
  let listedInVain = false;
  for (;;) {
    signal.throwIfAborted();
    let listed = false;
    if (position === null) {
      const replaced = await listKind(reader, { pageSize, signal });
      position = replaced.resourceVersion;
      listed = true;
      yield replaced;
    }
    const followed: Followed = yield* follow(reader, { ...options, position });
    if (followed.expired && listed && !followed.progressed) {
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
