import {
  event,
  fault,
  object,
  page,
  ScriptedReader,
} from './__testUtils__/ScriptedReader';
import { FakeClock, settle } from './__testUtils__/FakeClock';
import type { KubernetesErrorCode } from './KubernetesRequestError';
import { ListStreaming } from './ListStreaming';
import type { KindReader, ResourceDelta, WatchEvent } from './types';
import { watchKind, type WatchKindOptions } from './watchKind';

function status(code: number, reason: string) {
  const message = `token abc was seen`;
  return { type: 'ERROR' as const, object: { code, reason, message } };
}

/** Takes deltas until the script is played, then aborts; keeps what was thrown. */
function start(reader: KindReader, options?: Partial<WatchKindOptions>) {
  const clock =
    options?.clock instanceof FakeClock ? options.clock : new FakeClock();
  const controller = new AbortController();
  const deltas: ResourceDelta[] = [];
  const run = async () => {
    const { signal } = controller;
    const watch = watchKind(reader, { signal, clock, ...options });
    for await (const batch of watch) {
      deltas.push(...batch);
    }
  };
  const done = run().then(
    () => undefined,
    error => error,
  );
  const stop = async () => {
    await settle();
    controller.abort();
    return done;
  };
  return { clock, deltas, done, stop };
}

type WatchRequest = Parameters<KindReader['watch']>[0];

const SILENT = {};
const ENDED = 'end' as const;

describe('watchKind', () => {
  it('lists in pages, then follows from the position of the list', async () => {
    const reader = new ScriptedReader({
      lists: [page('10', ['a', 'b'], 'more'), page('10', ['c'])],
      watches: [
        {
          events: [
            event('ADDED', 'd', '11'),
            event('MODIFIED', 'a', '12'),
            event('DELETED', 'b', '13'),
            event('BOOKMARK', '', '14'),
          ],
        },
      ],
    });
    const { deltas, stop } = start(reader, { pageSize: 2 });
    await stop();

    expect(reader.calls).toEqual(['list 2', 'list 2 more', 'watch 10']);
    expect(deltas).toEqual([
      {
        type: 'replaced',
        objects: [object('a', '10'), object('b', '10'), object('c', '10')],
        resourceVersion: '10',
      },
      { type: 'upserted', object: object('d', '11'), resourceVersion: '11' },
      { type: 'upserted', object: object('a', '12'), resourceVersion: '12' },
      {
        type: 'removed',
        namespace: 'velero',
        name: 'b',
        resourceVersion: '13',
      },
      { type: 'observed', resourceVersion: '14' },
    ]);
  });

  it.each([1, 2, 3, 100])(
    'tells the same in the same order where %d events come together',
    async batchSize => {
      const reader = new ScriptedReader({
        watches: [
          {
            batchSize,
            events: [
              event('ADDED', 'a', '11'),
              event('MODIFIED', 'a', '12'),
              event('DELETED', 'a', '13'),
              event('BOOKMARK', '', '14'),
              status(410, 'Expired'),
              event('ADDED', 'never', '15'),
            ],
          },
          SILENT,
        ],
        lists: [page('20')],
      });
      const { deltas, stop } = start(reader, { startAt: '10' });
      await stop();
      expect(deltas.map(delta => [delta.type, delta.resourceVersion])).toEqual([
        ['upserted', '11'],
        ['upserted', '12'],
        ['removed', '13'],
        ['observed', '14'],
        ['replaced', '20'],
      ]);
      expect(reader.calls).toEqual(['watch 10', 'list 500', 'watch 20']);
    },
  );

  it.each<[string, WatchEvent, KubernetesErrorCode]>([
    ['an error', status(500, 'InternalError'), 500],
    ['a deletion without a name', { type: 'DELETED', object: {} }, 'protocol'],
  ])(
    'tells what came together with %s before it throws that',
    async (_, wrong, code) => {
      const reader = new ScriptedReader({
        watches: [{ batchSize: 9, events: [event('ADDED', 'a', '11'), wrong] }],
      });
      const { deltas, done } = start(reader, { startAt: '10' });
      expect(await done).toMatchObject({ code });
      expect(deltas).toMatchObject([{ type: 'upserted' }]);
    },
  );

  it('does not hold what it has told while it waits for what comes next', async () => {
    const batch = [event('ADDED', 'a', '11')];
    const reader = Object.assign(new ScriptedReader({}), {
      async *watch({ signal }: WatchRequest) {
        yield batch;
        await new FakeClock().sleep(1, signal);
      },
    });
    const { signal } = new AbortController();
    const clock = new FakeClock();
    const watch = watchKind(reader, { signal, clock, startAt: '10' });
    const { value: deltas } = await watch.next();
    expect(deltas).toMatchObject([{ type: 'upserted' }]);
    watch.next();
    await settle();
    expect(deltas).toEqual([]);
  });

  it('resumes where it stood after the server ends the watch', async () => {
    const reader = new ScriptedReader({
      lists: [page('10')],
      watches: [
        { events: [event('ADDED', 'a', '15')], then: ENDED },
        { events: [event('BOOKMARK', '', '20')], then: ENDED },
        SILENT,
      ],
    });
    const { stop } = start(reader);
    await stop();
    expect(reader.calls).toEqual([
      'list 500',
      'watch 10',
      'watch 15',
      'watch 20',
    ]);
  });

  it('begins with a watch where it is given a position', async () => {
    const reader = new ScriptedReader({});
    const { stop } = start(reader, { startAt: '42' });
    await stop();
    expect(reader.calls).toEqual(['watch 42']);
  });

  it.each([
    ['an HTTP status', [fault(410)]],
    ['an event', [status(410, 'Expired')]],
    ['an event after others', [event('ADDED', 'a', '9'), status(410, 'Gone')]],
  ])('lists again when the position expired, as %s', async (_, events) => {
    const reader = new ScriptedReader({
      lists: [page('30', ['b'])],
      watches: [{ events }, SILENT],
    });
    const { deltas, stop } = start(reader, { startAt: '8' });
    await stop();
    expect(reader.calls).toEqual(['watch 8', 'list 500', 'watch 30']);
    expect(deltas.at(-1)).toMatchObject({ type: 'replaced' });
  });

  it('does not spin on lists that are too old at once', async () => {
    const reader = new ScriptedReader({
      lists: [page('1'), page('2'), page('3')],
      watches: [
        { events: [fault(410)] },
        { events: [event('BOOKMARK', '', '2'), status(410, 'Expired')] },
      ],
    });
    const { done } = start(reader);
    expect(await done).toMatchObject({ code: 410 });
    expect(reader.calls).toHaveLength(4);
  });

  it('lists from the beginning when the token of a page expired', async () => {
    const reader = new ScriptedReader({
      lists: [page('1', ['a'], 'old'), fault(410), page('2', ['b'])],
    });
    const { deltas, stop } = start(reader);
    await stop();
    expect(reader.calls.slice(0, 3)).toEqual([
      'list 500',
      'list 500 old',
      'list 500',
    ]);
    expect(deltas).toEqual([
      { type: 'replaced', objects: [object('b', '2')], resourceVersion: '2' },
    ]);
  });

  it('gives up on a list that is outrun again and again', async () => {
    const turn = [page('1', ['a'], 'old'), fault(410)];
    const reader = new ScriptedReader({ lists: [...turn, ...turn, ...turn] });
    expect(await start(reader).done).toMatchObject({ code: 410 });
    expect(reader.calls).toHaveLength(6);
  });

  it('asks for fewer objects where a page is too large', async () => {
    const tooLarge = fault('protocol', { reason: 'ResponseTooLarge' });
    const reader = new ScriptedReader({
      lists: [
        page('1', ['a'], 'next'),
        tooLarge,
        tooLarge,
        page('1', ['b'], 'last'),
        page('1', ['c']),
      ],
    });
    const { deltas, stop } = start(reader);
    await stop();
    expect(reader.calls.slice(0, 5)).toEqual([
      'list 500',
      'list 500 next',
      'list 250 next',
      'list 125 next',
      'list 125 last',
    ]);
    expect(deltas[0]).toMatchObject({ objects: [{}, {}, {}] });
  });

  it('gives up a silent watch and resumes, without a list', async () => {
    const reader = new ScriptedReader({
      lists: [page('10')],
      watches: [{ events: [event('BOOKMARK', '', '11')] }, SILENT],
    });
    const { clock, stop } = start(reader);
    await clock.advance(89_999);
    expect(reader.calls).toEqual(['list 500', 'watch 10']);
    await clock.advance(1);
    expect(reader.calls).toEqual(['list 500', 'watch 10', 'watch 11']);
    await stop();
    expect(clock.pending).toBe(0);
  });

  it('does not take the time a slow reader of deltas needs for silence', async () => {
    const reader = new ScriptedReader({
      watches: [{ events: [event('ADDED', 'a', '2')] }],
    });
    const clock = new FakeClock();
    const { signal } = new AbortController();
    const watch = watchKind(reader, { signal, clock, startAt: '1' });
    await watch.next();
    await clock.advance(600_000);
    expect(reader.calls).toEqual(['watch 1']);
    await watch.return(undefined);
    expect(clock.pending).toBe(0);
  });

  it.each([
    ['the first list', { lists: [fault(500)] }, 500],
    [
      'a watch',
      { lists: [page('1')], watches: [{ events: [fault(403)] }] },
      403,
    ],
    [
      'an event',
      {
        lists: [page('1')],
        watches: [{ events: [status(500, 'InternalError')] }],
      },
      500,
    ],
    [
      'a deletion without a name',
      {
        lists: [page('1')],
        watches: [{ events: [{ type: 'DELETED' as const, object: {} }] }],
      },
      'protocol',
    ],
    [
      'a watch that ends at once',
      { lists: [page('1')], watches: [{ then: ENDED }] },
      'protocol',
    ],
  ])('throws a fault of %s', async (_, script, code) => {
    const error = await start(new ScriptedReader(script)).done;
    expect(error).toMatchObject({
      code,
      subject: { verb: 'watch', resource: 'backups.velero.io' },
    });
    expect(String(error)).not.toContain('abc');
  });

  it('passes on objects without metadata, and keeps its position', async () => {
    const reader = new ScriptedReader({
      lists: [page('5')],
      watches: [
        { events: [{ type: 'ADDED', object: { odd: true } }], then: ENDED },
      ],
    });
    const { deltas, stop } = start(reader);
    await stop();
    expect(deltas[1]).toEqual({
      type: 'upserted',
      object: { odd: true },
      resourceVersion: '5',
    });
    expect(reader.calls.at(-1)).toBe('watch 5');
  });

  it('rejects with the reason of its signal', async () => {
    const { done, stop } = start(new ScriptedReader({ lists: [page('1')] }));
    await stop();
    expect(await done).toMatchObject({ name: 'AbortError' });
  });
});

describe('watchKind, where lists are streamed', () => {
  const complete = {
    type: 'BOOKMARK' as const,
    object: {
      metadata: {
        resourceVersion: '20',
        annotations: { 'k8s.io/initial-events-end': 'true' },
      },
    },
  };
  const accepted = { type: 'BOOKMARK' as const, object: { metadata: {} } };
  const listed = (names: string[], resourceVersion = '20') => ({
    type: 'replaced',
    objects: names.map(name => object(name, '5')),
    resourceVersion,
  });

  it('takes what comes before the bookmark for the list, and follows in the same request', async () => {
    const reader = new ScriptedReader({
      streaming: ListStreaming.create(),
      watches: [
        {
          events: [
            accepted,
            event('ADDED', 'a', '5'),
            event('ADDED', 'b', '5'),
            event('ADDED', 'c', '5'),
            event('DELETED', 'b', '19'),
            event('MODIFIED', 'c', '5'),
            complete,
            event('ADDED', 'd', '21'),
          ],
          then: ENDED,
        },
        SILENT,
      ],
    });
    const { deltas, stop } = start(reader);
    await stop();
    expect(deltas).toEqual([
      listed(['a', 'c']),
      { type: 'upserted', object: object('d', '21'), resourceVersion: '21' },
    ]);
    expect(reader.calls).toEqual(['watch all', 'watch 21']);
  });

  it.each([2, 3, 5, 100])(
    'takes the list, and what follows it, where %d events come together',
    async batchSize => {
      const reader = new ScriptedReader({
        streaming: ListStreaming.create(),
        watches: [
          {
            batchSize,
            events: [
              event('ADDED', 'a', '5'),
              event('ADDED', 'b', '5'),
              complete,
              event('DELETED', 'a', '21'),
              event('BOOKMARK', '', '22'),
            ],
            then: ENDED,
          },
          SILENT,
        ],
      });
      const { deltas, stop } = start(reader);
      await stop();
      expect(deltas).toEqual([
        listed(['a', 'b']),
        {
          ...{ type: 'removed', namespace: 'velero', name: 'a' },
          resourceVersion: '21',
        },
        { type: 'observed', resourceVersion: '22' },
      ]);
      expect(reader.calls).toEqual(['watch all', 'watch 22']);
    },
  );

  it('keeps of each object what it is told to, as they come', async () => {
    const reader = new ScriptedReader({
      streaming: ListStreaming.create(),
      watches: [{ events: [event('ADDED', 'a', '5'), complete] }],
    });
    const { deltas, stop } = start(reader, { read: () => 'read' });
    await stop();
    expect(deltas).toMatchObject([{ type: 'replaced', objects: ['read'] }]);
  });

  it.each<[string, (WatchEvent | Error)[]]>([
    ['finds the query invalid', [fault(422)]],
    ['does not understand the query', [fault(400)]],
    ['never says that the list is complete', [event('ADDED', 'a', '5')]],
  ])('lists, and asks no more, where the server %s', async (_, events) => {
    const streaming = ListStreaming.create();
    const reader = new ScriptedReader({
      streaming,
      watches: [{ events, then: ENDED }, SILENT],
      lists: [page('10', ['a'])],
    });
    const { deltas, stop } = start(reader);
    await stop();
    expect(reader.calls).toEqual(['watch all', 'list 500', 'watch 10']);
    expect(deltas).toHaveLength(1);
    expect(streaming.isOffered).toBe(false);
  });

  it('lists where the server falls silent before the list is complete', async () => {
    const reader = new ScriptedReader({
      streaming: ListStreaming.create(),
      watches: [{ events: [event('ADDED', 'a', '5')] }, SILENT],
      lists: [page('10', ['a'])],
    });
    const { clock, deltas, stop } = start(reader);
    await clock.advance(29_999);
    expect(deltas).toEqual([]);
    await clock.advance(1);
    await stop();
    expect(reader.calls).toEqual(['watch all', 'list 500', 'watch 10']);
    expect(clock.pending).toBe(0);
  });

  it('ends a list that trickles on', async () => {
    const clock = new FakeClock();
    const reader = {
      ...{ resource: 'backups.velero.io', version: 'v1' },
      streaming: ListStreaming.create(),
      list: async () => page('10', ['a']),
      async *watch({ resourceVersion, signal }: WatchRequest) {
        for (let i = 0; resourceVersion === null; i++) {
          yield [event('ADDED', `n${i}`, '5')];
          await clock.sleep(20_000, signal);
        }
        await clock.sleep(10 * 60_000, signal);
      },
    };
    const { deltas, stop } = start(reader, { clock });
    await clock.advance(5 * 60_000 - 1);
    expect(deltas).toEqual([]);
    await clock.advance(1);
    expect(deltas).toMatchObject([{ objects: [object('a', '10')] }]);
    await stop();
  });

  it.each<[string, Error, boolean]>([
    ['lists for this time after a fault of the stream', fault(500), true],
    ['lists where it may list and not watch', fault(403), true],
    ['leaves a server alone that asks for it', fault(429), false],
    ['leaves a cluster alone that cannot be reached', fault('connect'), false],
  ])('%s', async (_, error, lists) => {
    const streaming = ListStreaming.create();
    const reader = new ScriptedReader({
      streaming,
      watches: [{ events: [error] }, SILENT],
      lists: [page('10', ['a'])],
    });
    const { done, stop } = start(reader);
    await settle();
    expect(reader.calls.includes('list 500')).toBe(lists);
    expect(streaming.isOffered).toBe(true);
    const thrown = lists ? null : await done;
    await stop();
    expect(thrown).toBe(lists ? null : error);
  });

  it.each([
    ['a stream', ListStreaming.create()],
    ['pages', undefined],
  ])('refuses %s of objects without an end', async (_, streaming) => {
    const names = Array.from({ length: 100_001 }, (_unused, i) => `n${i}`);
    const reader = new ScriptedReader({
      streaming,
      watches: [
        {
          events: [...names, ...names.map(name => `${name}-2`)].map(name =>
            event('ADDED', name, '5'),
          ),
        },
      ],
      lists: [page('10', names, 'more'), page('10', names, 'more')],
    });
    const { done } = start(reader, { read: () => 1 });
    await expect(done).resolves.toMatchObject({
      code: 'protocol',
      problem: 'the server has more than 200000 objects to list',
    });
  });
});
