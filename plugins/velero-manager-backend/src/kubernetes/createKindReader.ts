import type { Readable } from 'node:stream';
import type { ClusterClient, ClusterRequest } from './ClusterClient';
import { toObjectsPath, toResourceName } from './kindPath';
import {
  KubernetesRequestError,
  type RequestSubject,
} from './KubernetesRequestError';
import { isRecord } from './metadata';
import type { ListStreaming } from './ListStreaming';
import type { KindPath, KindReader, ListPage, WatchEvent } from './types';
import { untilReadable } from './untilReadable';
import { type DecodedEvents, WatchDecoder } from './WatchDecoder';

/** As API servers do where nobody asks (kube-apiserver --min-request-timeout). */
const MIN_WATCH_SECONDS = 1_800;

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

function malformed(
  subject: RequestSubject,
  problem: string,
): KubernetesRequestError {
  return new KubernetesRequestError({ code: 'protocol', problem, subject });
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
 * What has come meanwhile, `null` where nothing has. Apart from the generator
 * that asks, which would hold the chunk for as long as it waits for the next.
 */
function readNews(
  stream: Readable,
  decoder: WatchDecoder,
): DecodedEvents | null {
  const chunk: Uint8Array | null = stream.read();
  return chunk && decoder.take(chunk);
}

/** The events of one watch. One that waits holds nothing of what it has had. */
async function* receiveEvents(
  client: Pick<ClusterClient, 'getStream'>,
  request: ClusterRequest,
  resourceVersion: string | null,
): AsyncGenerator<WatchEvent[]> {
  const turn = resourceVersion === null ? endOfTurn() : null;
  let stream: Readable | null = null;
  try {
    stream = await client.getStream({ ...request, turn: turn?.ended });
    // Tells that the server has accepted the watch, long before it has news.
    yield [{ type: 'BOOKMARK', object: { metadata: { resourceVersion } } }];
    const decoder = WatchDecoder.create();
    const mayRead = untilReadable(stream);
    while (!stream.destroyed) {
      const news = readNews(stream, decoder);
      if (!news) {
        await mayRead();
        continue;
      }
      const { events, problem } = news;
      if (events.some(({ type }) => type === 'BOOKMARK')) {
        turn?.end(); // all is told that a list would tell
      }
      if (events.length > 0) {
        yield events;
        events.length = 0;
      }
      if (problem) {
        const what = `the server sent a line that is ${problem}`;
        throw malformed(request.subject, what);
      }
    }
    // A connection that is cut ends the watch as the server's own end does.
    request.signal.throwIfAborted();
  } finally {
    turn?.end();
    stream?.destroy();
  }
}

/**
 * Reads one kind of one cluster over HTTP.
 *
 * The server is asked to end each watch after thirty to sixty minutes, at random,
 * so that the watches of a fleet do not all begin again at the same time. To
 * begin one anew costs far more than a bookmark; a connection that is dead shows
 * by its silence, long before.
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

    watch({ resourceVersion, signal }) {
      const path = `${base}?${watchQuery(resourceVersion, random)}`;
      const subject = { verb: 'watch', resource } as const;
      return receiveEvents(client, { path, subject, signal }, resourceVersion);
    },
  };
}
