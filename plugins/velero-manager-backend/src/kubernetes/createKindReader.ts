import type { Readable } from 'node:stream';
import type { ClusterClient } from './ClusterClient';
import { toObjectsPath, toResourceName } from './kindPath';
import {
  KubernetesRequestError,
  type RequestSubject,
} from './KubernetesRequestError';
import { isRecord } from './metadata';
import type { ListStreaming } from './ListStreaming';
import { LineError, splitLines } from './splitLines';
import type { KindPath, KindReader, ListPage, WatchEvent } from './types';

/** etcd refuses objects over 1.5 MB; JSON is larger than what etcd stores. */
const MAX_EVENT_BYTES = 8 * 1024 * 1024;
/** As API servers do where nobody asks (kube-apiserver --min-request-timeout). */
const MIN_WATCH_SECONDS = 1_800;
const EVENT_TYPES: readonly unknown[] = [
  'ADDED',
  'MODIFIED',
  'DELETED',
  'BOOKMARK',
  'ERROR',
];

function parsePage(body: unknown): ListPage | undefined {
  if (!isRecord(body) || !isRecord(body.metadata)) {
    return undefined;
  }
  const { resourceVersion, continue: next } = body.metadata;
  const items = body.items ?? [];
  if (typeof resourceVersion !== 'string' || !Array.isArray(items)) {
    return undefined;
  }
  return {
    objects: items,
    resourceVersion,
    continue: typeof next === 'string' && next ? next : null,
  };
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

/** A connection that is cut ends the watch as the server's own end does. */
async function* untilCut(
  chunks: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch {
    signal.throwIfAborted();
  }
}

function malformed(
  subject: RequestSubject,
  problem: string,
): KubernetesRequestError {
  return new KubernetesRequestError({ code: 'protocol', problem, subject });
}

async function* readEvents(
  chunks: AsyncIterable<Uint8Array>,
  subject: RequestSubject,
): AsyncGenerator<WatchEvent> {
  try {
    const lines = splitLines(chunks, { maxLineBytes: MAX_EVENT_BYTES });
    for await (const line of lines) {
      const event = parseEvent(line);
      if (!event) {
        throw malformed(subject, 'the server sent a line that is no event');
      }
      yield event;
    }
  } catch (error) {
    if (error instanceof LineError) {
      const { problem } = error;
      throw malformed(subject, `the server sent a line that is ${problem}`);
    }
    throw error;
  }
}

/** A streamed list has the turn of a list for as long as it is one. */
function endOfTurn(): { ended: Promise<void>; end: () => void } {
  let end = () => {};
  const ended = new Promise<void>(resolve => {
    end = resolve;
  });
  return { ended, end };
}

/** Without a position the server tells first what there is. */
function watchQuery(
  resourceVersion: string | null,
  random: () => number,
): URLSearchParams {
  const seconds = Math.floor(MIN_WATCH_SECONDS * (1 + random()));
  return new URLSearchParams({
    watch: '1',
    allowWatchBookmarks: 'true',
    ...(resourceVersion === null
      ? { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' }
      : { resourceVersion }),
    timeoutSeconds: String(seconds),
  });
}

/**
 * Reads one kind of one cluster over HTTP.
 *
 * The server is asked to end each watch after thirty to sixty minutes, at random,
 * so that the watches of a fleet do not all begin again at the same time. To
 * begin one anew is most of what a fleet at rest costs; a connection that is dead
 * shows by its silence, long before.
 *
 * @internal
 */
export function createKindReader(
  client: Pick<ClusterClient, 'getJson' | 'getStream'>,
  kind: KindPath,
  options: { random?: () => number; streaming?: ListStreaming } = {},
): KindReader {
  const { random = Math.random, streaming } = options;
  const resource = toResourceName(kind);
  const base = toObjectsPath(kind);

  return {
    resource,
    version: kind.version,
    streaming,

    async list({ limit, continue: next, signal }) {
      const query = new URLSearchParams({ limit: String(limit) });
      if (next !== null) {
        query.set('continue', next);
      }
      const subject = { verb: 'list', resource } as const;
      const path = `${base}?${query}`;
      const body = await client.getJson({ path, subject, signal });
      const page = parsePage(body);
      if (!page) {
        throw malformed(subject, 'the answer is not a list');
      }
      return page;
    },

    async *watch({ resourceVersion, signal }) {
      const query = watchQuery(resourceVersion, random);
      const subject = { verb: 'watch', resource } as const;
      const path = `${base}?${query}`;
      const turn = resourceVersion === null ? endOfTurn() : null;
      let chunks: Readable | null = null;
      try {
        chunks = await client.getStream({
          ...{ path, subject, signal },
          turn: turn?.ended,
        });
        // Tells that the server has accepted the watch, long before it has news.
        yield { type: 'BOOKMARK', object: { metadata: { resourceVersion } } };
        for await (const event of readEvents(
          untilCut(chunks, signal),
          subject,
        )) {
          if (event.type === 'BOOKMARK') {
            turn?.end(); // all is told that a list would tell
          }
          yield event;
        }
      } finally {
        turn?.end();
        chunks?.destroy();
      }
    },
  };
}
