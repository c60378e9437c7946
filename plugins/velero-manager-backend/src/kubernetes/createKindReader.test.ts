import { Readable } from 'node:stream';
import { clusterDefinition } from './__testUtils__/clusterDefinition';
import { object } from './__testUtils__/ScriptedReader';
import { makeCertificate, TestApiServer } from './__testUtils__/TestApiServer';
import { ClusterClient, type ClusterRequest } from './ClusterClient';
import { createKindReader } from './createKindReader';
import { retryingWatch } from './retryingWatch';
import { systemClock } from './systemClock';
import type { ResourceDelta, WatchEvent } from './types';
import { watchKind } from './watchKind';

const kind = { group: 'velero.io', version: 'v1', resource: 'backups' };

function readerOver(
  answer: unknown,
  chunks: (string | Uint8Array | Error)[] = [],
) {
  const requests: (ClusterRequest & { turn?: Promise<void> })[] = [];
  const streams: Readable[] = [];
  const reader = createKindReader(
    {
      async getJson(request) {
        requests.push(request);
        return answer;
      },
      async getStream(request) {
        requests.push(request);
        async function* body() {
          for (const chunk of chunks) {
            if (chunk instanceof Error) {
              throw chunk;
            }
            yield Buffer.from(chunk);
          }
        }
        const stream = Readable.from(body()).on('error', () => {});
        streams.push(stream);
        return stream;
      },
    },
    kind,
    { random: () => 0.5 },
  );
  const { signal } = new AbortController();
  const list = (next: string | null = null) =>
    reader.list({ limit: 500, continue: next, signal });
  const watch = async () => {
    const events: WatchEvent[] = [];
    const batches = reader.watch({ resourceVersion: '7', signal });
    for await (const batch of batches) {
      events.push(...batch);
    }
    return events;
  };
  return { reader, requests, streams, list, watch, signal };
}

const accepted = {
  type: 'BOOKMARK',
  object: { metadata: { resourceVersion: '7' } },
};

describe('createKindReader', () => {
  it('lists a page and says where the next one begins', async () => {
    const { list, requests } = readerOver({
      metadata: { resourceVersion: '12', continue: 'a&b' },
      items: [object('a', '3')],
    });
    expect(await list()).toEqual({
      objects: [object('a', '3')],
      resourceVersion: '12',
      continue: 'a&b',
    });
    await list('a&b');
    expect(requests.map(({ path }) => path)).toEqual([
      '/apis/velero.io/v1/backups?limit=500',
      '/apis/velero.io/v1/backups?limit=500&continue=a%26b',
    ]);
    expect(requests[0].subject).toEqual({
      verb: 'list',
      resource: 'backups.velero.io',
    });
  });

  it('takes a missing list of items for an empty one, as Go writes it', async () => {
    const metadata = { resourceVersion: '1', continue: '' };
    expect(await readerOver({ metadata, items: null }).list()).toEqual({
      objects: [],
      resourceVersion: '1',
      continue: null,
    });
  });

  it.each([
    [null],
    [[]],
    [{ items: [] }],
    [{ metadata: {}, items: [] }],
    [{ metadata: { resourceVersion: '1' }, items: {} }],
  ])('refuses %j as a list', async answer => {
    await expect(readerOver(answer).list()).rejects.toMatchObject({
      code: 'protocol',
    });
  });

  it('reads the events of a watch, however they are cut', async () => {
    const line = JSON.stringify({ type: 'ADDED', object: object('ü', '8') });
    const { watch, requests } = readerOver(null, [
      line.slice(0, 9),
      `${line.slice(9)}\n${line}`,
      '\n',
      '{"type":"MODI',
    ]);
    const added = { type: 'ADDED', object: object('ü', '8') };
    expect(await watch()).toEqual([accepted, added, added]);
    expect(requests[0].path).toBe(
      '/apis/velero.io/v1/backups?watch=1&allowWatchBookmarks=true&resourceVersion=7&timeoutSeconds=2700',
    );
  });

  it('asks for what there is first, and has the turn of a list until that is told', async () => {
    const bookmark = { type: 'BOOKMARK', object: object('', '9') };
    const { reader, requests, signal } = readerOver(null, [
      `${JSON.stringify({ type: 'ADDED', object: object('a', '5') })}\n`,
      `${JSON.stringify(bookmark)}\n`,
    ]);
    const events = reader
      .watch({ resourceVersion: null, signal })
      [Symbol.asyncIterator]();
    await events.next();
    const [{ path, turn }] = requests;
    expect(path).toBe(
      '/apis/velero.io/v1/backups?watch=1&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&timeoutSeconds=2700',
    );
    const ended = jest.fn();
    turn?.then(ended);
    expect((await events.next()).value).toMatchObject([{ type: 'ADDED' }]);
    expect(ended).not.toHaveBeenCalled();
    expect((await events.next()).value).toEqual([bookmark]);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('yields together what comes together, and lets go of it afterwards', async () => {
    const lines = ['1', '2', '3'].map(
      at => `${JSON.stringify({ type: 'ADDED', object: object('a', at) })}\n`,
    );
    const { reader, signal } = readerOver(null, [
      lines.join(''),
      lines[0].slice(0, 9),
      lines[0].slice(9) + lines[1],
    ]);
    const sizes: number[] = [];
    const batches: WatchEvent[][] = [];
    for await (const batch of reader.watch({ resourceVersion: '7', signal })) {
      sizes.push(batch.length);
      batches.push(batch);
    }
    expect(sizes).toEqual([1, 3, 2]);
    expect(batches.slice(1)).toEqual([[], []]);
  });

  it.each([
    ['no event', '{}\n'],
    ['not UTF-8', Buffer.from([0xc3, 0x28, 0x0a])],
    ['too long', Buffer.alloc(9 * 1024 * 1024, 'x')],
  ])('yields the events before a line that is %s', async (what, line) => {
    const added = { type: 'ADDED', object: object('a', '8') };
    const { reader, signal } = readerOver(null, [
      Buffer.concat([
        Buffer.from(`${JSON.stringify(added)}\n`),
        Buffer.from(line),
      ]),
    ]);
    const watch = reader.watch({ resourceVersion: '7', signal });
    const batches = watch[Symbol.asyncIterator]();
    await batches.next();
    expect((await batches.next()).value).toEqual([added]);
    await expect(batches.next()).rejects.toMatchObject({
      code: 'protocol',
      problem: `the server sent a line that is ${what}`,
    });
  });

  it('ends the turn of a list with its bookmark, also where that comes together with others', async () => {
    const line = (type: string) =>
      `${JSON.stringify({ type, object: object('a', '5') })}\n`;
    const { reader, requests, signal } = readerOver(null, [
      line('ADDED') + line('BOOKMARK') + line('ADDED'),
    ]);
    const watch = reader.watch({ resourceVersion: null, signal });
    const batches = watch[Symbol.asyncIterator]();
    await batches.next();
    const ended = jest.fn();
    requests[0].turn?.then(ended);
    expect((await batches.next()).value).toHaveLength(3);
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('ends where the connection is cut', async () => {
    const cut = Object.assign(new Error('cut'), { code: 'ECONNRESET' });
    expect(await readerOver(null, [cut]).watch()).toEqual([accepted]);
  });

  it.each([
    ['not JSON', '<html>\n'],
    ['an empty line', '\n'],
    ['of a type that we do not know', '{"type":"RENAMED","object":{}}\n'],
    ['without an object', '{"type":"ADDED"}\n'],
  ])('refuses a line that is %s', async (_, line) => {
    await expect(readerOver(null, [line]).watch()).rejects.toMatchObject({
      code: 'protocol',
      message: expect.not.stringContaining('html'),
    });
  });

  it('lets go of the connection whenever it is left', async () => {
    const { reader, streams, signal } = readerOver(null, ['{}\n']);
    const batches = reader.watch({ resourceVersion: '7', signal });
    for await (const batch of batches) {
      expect(batch).toEqual([accepted]);
      break;
    }
    expect(streams[0].destroyed).toBe(true);
  });
});

describe('watchKind over HTTP', () => {
  it.each([
    ['http/1.1', 'cut'],
    ['h2', 'cut'],
    ['h2', 'goAway'],
  ] as const)(
    'survives cuts without a list and ends its request, over %s (%s)',
    async (protocol, cut) => {
      const asked: string[] = [];
      let closed = 0;
      const server = await TestApiServer.start(
        (request, response) => {
          const url = new URL(request.url ?? '', 'https://any');
          const from = url.searchParams.get('resourceVersion');
          asked.push(from === null ? 'list' : `watch ${from}`);
          if (from === null) {
            const metadata = { resourceVersion: '1' };
            response.end(JSON.stringify({ metadata, items: [] }));
            return;
          }
          response.on('close', () => {
            closed += 1;
          });
          const next = String(Number(from) + 1);
          const event = { type: 'ADDED', object: object('a', next) };
          response.writeHead(200);
          response.write(`${JSON.stringify(event)}\n{"type":`);
        },
        {
          ...(await makeCertificate()),
          http1Only: protocol === 'http/1.1',
        },
      );
      const client = ClusterClient.create(
        clusterDefinition({ url: server.url, skipTLSVerify: true }),
      );
      const controller = new AbortController();
      const watch = watchKind(createKindReader(client, kind), {
        signal: controller.signal,
        clock: systemClock,
      });
      const deltas: ResourceDelta[] = [];
      for await (const batch of watch) {
        deltas.push(...batch);
        const last = batch.at(-1);
        if (last?.type === 'upserted') {
          if (last.resourceVersion === '4') {
            break;
          }
          server[cut]();
        }
      }
      expect(asked).toEqual(['list', 'watch 1', 'watch 2', 'watch 3']);
      expect(deltas.filter(({ type }) => type === 'upserted')).toHaveLength(3);
      while (closed < 3) {
        await new Promise(resolve => {
          setTimeout(resolve, 10);
        });
      }
      await client.close();
      await server.stop();
    },
  );

  it.each(['cut', 'goAway'] as const)(
    'resumes all watches that share a connection (%s)',
    async cut => {
      const asked = new Map<string, number>();
      const server = await TestApiServer.start((request, response) => {
        const { pathname, searchParams } = new URL(`https://any${request.url}`);
        const metadata = { resourceVersion: '1' };
        if (searchParams.has('watch')) {
          asked.set(pathname, (asked.get(pathname) ?? 0) + 1);
          response.writeHead(200);
          const event = { type: 'BOOKMARK', object: { metadata } };
          response.write(`${JSON.stringify(event)}\n`);
        } else {
          response.end(JSON.stringify({ metadata, items: [] }));
        }
      }, await makeCertificate());
      const client = ClusterClient.create(
        clusterDefinition({ url: server.url, skipTLSVerify: true }),
      );
      const controller = new AbortController();
      const { signal } = controller;
      const watches = Array.from({ length: 15 }, (_, index) =>
        retryingWatch({
          reader: createKindReader(client, {
            ...kind,
            resource: `kind${index}`,
          }),
          sink: { apply: async () => {} },
          signal,
          clock: systemClock,
          random: () => 0,
        }),
      );
      for (const times of [1, 2, 3]) {
        while (
          asked.size < 15 ||
          [...asked.values()].some(count => count < times)
        ) {
          await new Promise(resolve => {
            setTimeout(resolve, 10);
          });
        }
        server[cut]();
      }
      expect(server.connections).toBeLessThan(15);
      controller.abort();
      await Promise.all(watches);
      await client.close();
      await server.stop();
    },
  );
});
