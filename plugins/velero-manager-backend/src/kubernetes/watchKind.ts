import {
  isKubernetesRequestError,
  type KubernetesRequestError,
} from './KubernetesRequestError';
import { listKind } from './listKind';
import { INCOMPLETE_LIST } from './ListStreaming';
import { StreamedList } from './StreamedList';
import type { Clock, KindReader, ResourceDelta } from './types';
import { watchFault } from './watchFault';
import { WatchPatience } from './WatchPatience';
import { WatchProgress } from './WatchProgress';

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
  /** What is kept of an object of a list; called for each as it comes. */
  read?: (object: unknown) => unknown;
}

/**
 * Follows until the watch ends: where the server ends it, where nothing was
 * heard for `silenceMs`, and where the position has expired, which is noted.
 */
async function* follow(
  reader: KindReader,
  options: WatchKindOptions,
  progress: WatchProgress,
): AsyncGenerator<ResourceDelta[]> {
  const { clock, signal, silenceMs } = options;
  const { list } = progress;
  const startedAt = clock.now();
  const patience = WatchPatience.create({ clock, signal, silenceMs, list });
  try {
    patience.wait();
    const batches = reader.watch({
      resourceVersion: progress.position,
      signal: patience.signal,
    });
    for await (const events of batches) {
      patience.heard();
      const { deltas, fault } = progress.take(events);
      if (deltas.length > 0) {
        yield deltas;
        // Or they would be held until something else happens.
        deltas.length = 0;
      }
      if (fault) {
        throw fault.error;
      }
      patience.wait();
    }
  } catch (error) {
    if (progress.position !== null && isKubernetesRequestError(error, 410)) {
      progress.expired = error;
      return;
    }
    if (signal.aborted || !patience.isOver) {
      throw error;
    }
  } finally {
    patience.end();
  }
  const fault = faultOfEnd(progress, clock.now() - startedAt);
  if (fault) {
    throw fault;
  }
}

/** What is wrong with a watch that has ended so soon. */
function faultOfEnd(
  { list, progressed, resource }: WatchProgress,
  lastedMs: number,
): KubernetesRequestError | null {
  if (list && !list.isComplete) {
    return watchFault(resource, {
      problem:
        'the server began to tell what there is, and did not say that this is all',
      reason: list.isBegun ? INCOMPLETE_LIST : null,
    });
  }
  return !list && !progressed && lastedMs < SHORTEST_WATCH_MS
    ? watchFault(resource, { problem: 'the server ended the watch at once' })
    : null;
}

/**
 * Tells all about one kind until the signal aborts: lists it, then follows.
 * What has come together is told together, in its order; a list of deltas is
 * the caller's until it asks for the next.
 *
 * @remarks
 * A watch that ends (by the server's clock, a cut, silence) is resumed where it
 * stood, without a list. A position that has expired (410, as an HTTP status or
 * as an event) means a list. All else is thrown, after what was well: when to
 * try again is for `retryingWatch`. Lists are streamed where the server can
 * (WatchList), which spares it to hold them whole, and us a request.
 *
 * @throws KubernetesRequestError, or the signal's reason
 * @internal
 */
export async function* watchKind(
  reader: KindReader,
  options: WatchKindOptions,
): AsyncGenerator<ResourceDelta[]> {
  const { signal, clock, pageSize = DEFAULT_PAGE_SIZE } = options;
  const { read = (object: unknown) => object } = options;
  const { resource, streaming } = reader;
  let position = options.startAt ?? null;
  let mayStream = true;
  let listedInVain = false;
  for (;;) {
    signal.throwIfAborted();
    const isListed = position === null;
    const list =
      isListed && mayStream && streaming?.isOffered
        ? StreamedList.create(read)
        : null;
    if (isListed && !list) {
      const replaced = await listKind(reader, { pageSize, signal, read });
      position = replaced.resourceVersion;
      yield [replaced];
    }
    const progress = WatchProgress.create({ resource, clock, position, list });
    try {
      yield* follow(reader, options, progress);
    } catch (error) {
      if (!list || list.isComplete || streaming?.failed(error) !== 'list') {
        throw error;
      }
      mayStream = false; // nothing was told: a plain list must do
      continue;
    }
    const { expired, progressed } = progress;
    // A fresh list that is too old at once: listing again would only spin.
    const isInVain = expired !== null && isListed && !progressed;
    if (isInVain && listedInVain) {
      throw expired;
    }
    listedInVain = isInVain;
    mayStream = true;
    position = expired ? null : progress.position;
  }
}
