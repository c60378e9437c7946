import { mockServices } from '@backstage/backend-test-utils';
import { kindDefinitions } from '@velero-manager/backstage-plugin-velero-manager-common';
import {
  CircuitBreaker,
  ClusterClient,
  KindReader,
  ListPage,
  ListStreaming,
} from '../kubernetes';
import { FakeClock } from '../kubernetes/__testUtils__/FakeClock';
import {
  fault,
  ScriptedReader,
  type ListStep,
  type WatchStep,
} from '../kubernetes/__testUtils__/ScriptedReader';
import { KindPosition } from '../store/positionTypes';
import { FactDelta } from '../store/types';
import { ClusterSurvey } from './ClusterSurvey';
import { CollectorHealthBoard } from './CollectorHealthBoard';
import { ContactRecorder } from './ContactRecorder';
import { factsVersion } from './factsVersion';
import { KindCollector } from './KindCollector';
import { MissingKinds } from './MissingKinds';
import { Resumption } from './Resumption';

const MINUTE_MS = 60_000;

function namespace(name: string, resourceVersion: string) {
  return {
    metadata: {
      name,
      uid: `uid-${name}`,
      resourceVersion,
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
    status: { phase: 'Active' },
  };
}

function listed(...names: string[]): ListStep {
  return {
    objects: names.map(name => namespace(name, '10')),
    resourceVersion: '10',
    continue: null,
  };
}

async function start(options: {
  lists?: ListStep[];
  watches?: WatchStep[];
  reader?: KindReader | null;
  /** What the cluster says when it is asked for the kind again. */
  discover?: () => unknown;
  /** Where another collector left off. */
  position?: string;
  /** Whether nothing was wrong then. */
  wasSynced?: boolean;
}) {
  const clock = new FakeClock();
  const logger = mockServices.logger.mock();
  const deltas: FactDelta[] = [];
  const states: string[] = [];
  const contacts: string[] = [];
  const moved: string[] = [];
  const store = {
    apply: jest.fn(async (_scope: unknown, delta: FactDelta) => {
      deltas.push(delta);
      return { changed: 1 };
    }),
    setKindStatus: async (
      _: unknown,
      status: { state: string; message: string | null },
    ) => {
      states.push(status.state);
    },
    recordContact: async (_: string, news?: { positions?: KindPosition[] }) => {
      contacts.push('seen');
      moved.push(...(news?.positions ?? []).map(one => one.resourceVersion));
    },
    recordContactFailure: async (_: string, message: string) => {
      contacts.push(message);
    },
  };
  const cluster = 'prod-1';
  const survey = ClusterSurvey.create(null);
  const client = {
    getJson: async () => options.discover?.() ?? { resources: [] },
    getStream: async () => {
      throw fault(400);
    },
  } as unknown as ClusterClient;
  const board = CollectorHealthBoard.create({ clock });
  const basis = `uid/v1/${factsVersion(kindDefinitions.Namespace)}`;
  const resumption = await Resumption.load({
    ...{ cluster, clusterId: 'uid' },
    store: {
      positions: async () =>
        options.position === undefined
          ? []
          : [
              {
                ...{ kind: 'Namespace', namespace: '', basis },
                resourceVersion: options.position,
                isSynced: options.wasSynced ?? true,
              },
            ],
    },
  });
  const collector = KindCollector.create({
    cluster,
    kind: kindDefinitions.Namespace,
    client,
    discovery: client,
    missing: MissingKinds.create({
      ...{ discovery: client, clock },
      staleAfterMs: 5 * MINUTE_MS,
    }),
    survey,
    store,
    contact: ContactRecorder.create({
      ...{ cluster, store, clock, logger },
      skewMs: () => null,
      silentAfterMs: 5 * MINUTE_MS,
    }),
    resumption,
    streaming: ListStreaming.create(),
    health: board.follow(cluster, {
      breaker: () => CircuitBreaker.create({ clock }).state,
    }),
    clock,
    logger,
    staleAfterMs: 5 * MINUTE_MS,
    silenceMs: 90_000,
  });
  const stopping = new AbortController();
  const reader =
    options.reader === undefined ? new ScriptedReader(options) : options.reader;
  const done = collector.run(reader, stopping.signal);
  const stop = async () => {
    stopping.abort();
    await done;
  };
  const health = () => board.get(cluster)!;
  return {
    ...{ clock, logger, store, deltas, states, contacts, moved, stop },
    ...{ basis, health },
  };
}

describe('KindCollector', () => {
  it('stores the list, then the changes, and calls the kind synced', async () => {
    const { clock, deltas, states, contacts, stop } = await start({
      lists: [listed('shop')],
      watches: [
        {
          events: [
            { type: 'ADDED', object: namespace('orders', '11') },
            { type: 'BOOKMARK', object: namespace('', '12') },
            { type: 'DELETED', object: namespace('shop', '13') },
          ],
        },
      ],
    });
    await clock.advance(0);
    expect(deltas.map(({ type }) => type)).toEqual([
      'replaced',
      'upserted',
      'removed',
    ]);
    expect(deltas[0]).toMatchObject({ rows: [{ name: 'shop' }], malformed: 0 });
    expect(states).toEqual(['synced']);
    expect(contacts).toEqual(['seen']);
    await stop();
  });

  it('leaves out and reports what it cannot understand', async () => {
    const { clock, logger, deltas, stop } = await start({
      lists: [
        {
          objects: [namespace('shop', '1'), { metadata: { name: 'bad' } }, 7],
          resourceVersion: '10',
          continue: null,
        },
      ],
    });
    await clock.advance(0);
    expect(deltas).toEqual([
      expect.objectContaining({
        rows: [expect.objectContaining({ name: 'shop' })],
        malformed: 2,
      }),
    ]);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('Left out 2 object(s)'),
    );
    await stop();
  });

  it('does not take a kind that was never read for synced', async () => {
    const { clock, states, contacts, stop } = await start({});
    await clock.advance(0);
    expect(states).toEqual(['failed']);
    expect(contacts).toHaveLength(1);
    await stop();
  });

  it('calls a synced kind failed only when it has been failing for long', async () => {
    const { clock, states, stop } = await start({
      lists: [listed('shop')],
      watches: [{ events: [fault(500)] }],
    });
    await clock.advance(0);
    expect(states).toEqual(['synced']);

    const failing = await start({
      lists: [listed('shop'), ...Array.from({ length: 100 }, () => fault(410))],
      watches: Array.from({ length: 100 }, () => ({ events: [fault(500)] })),
    });
    await failing.clock.advance(4 * MINUTE_MS);
    expect(failing.states).toEqual(['synced']);
    await failing.clock.advance(2 * MINUTE_MS);
    expect(failing.states.at(-1)).toBe('failed');
    await stop();
    await failing.stop();
  });

  it('says that a kind is forbidden, and keeps contact', async () => {
    const { clock, states, contacts, stop } = await start({
      lists: [fault(403, { verb: 'list' }), fault(403, { verb: 'list' })],
    });
    await clock.advance(0);
    expect(states).toEqual(['forbidden']);
    // It is asked for again about every five minutes; that alone is no news.
    await clock.advance(8 * MINUTE_MS);
    expect(new Set(states)).toEqual(new Set(['forbidden']));
    expect(contacts).toEqual([]);
    await stop();
  });

  it('finds a kind that the cluster did not serve', async () => {
    let served = false;
    const { clock, deltas, states, stop } = await start({
      reader: null,
      discover: () => ({
        resources: served
          ? [{ name: 'namespaces', verbs: ['list', 'watch'] }]
          : [],
        // The list that follows, once the kind is there.
        metadata: { resourceVersion: '5' },
        items: [],
      }),
    });
    await clock.advance(0);
    expect([states, deltas]).toEqual([[], []]);
    served = true;
    await clock.advance(MINUTE_MS);
    expect(states).toEqual(['synced']);
    await stop();
  });

  it('lists anew after the store failed', async () => {
    const { clock, logger, store, states, stop } = await start({
      lists: [listed('shop'), listed('shop'), listed('shop')],
    });
    const away = new Error('database is away');
    store.apply.mockRejectedValueOnce(away).mockRejectedValueOnce(away);
    await clock.advance(11_000);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(states).toEqual(['synced']);
    await stop();
  });

  it('takes for synced, with a word on it, what it may list but not watch', async () => {
    const { clock, store, health, stop } = await start({
      lists: [listed('shop'), listed('shop'), listed('shop')],
      watches: [
        { events: [fault(403)] },
        { events: [fault(403)] },
        { events: [{ type: 'BOOKMARK', object: namespace('', '10') }] },
      ],
    });
    const said = jest.spyOn(store, 'setKindStatus');
    await clock.advance(1);
    expect(health().kinds[0]).toMatchObject({
      ...{ phase: 'polled', denied: 'watch', lists: 1 },
    });
    await clock.advance(2 * MINUTE_MS);
    expect(health().lists).toBe(2);
    await clock.advance(2 * MINUTE_MS);
    expect(
      said.mock.calls.map(([, { state, message }]) => [state, message]),
    ).toEqual([
      ['synced', null],
      ['synced', "Failed to watch 'backups.velero.io': fault 403"],
      ['synced', "Failed to watch 'backups.velero.io': fault 403"],
      ['synced', "Failed to watch 'backups.velero.io': fault 403"],
      ['synced', "Failed to watch 'backups.velero.io': fault 403"],
      ['synced', null],
    ]);
    await stop();
  });

  it('goes on where another collector left off, without a list', async () => {
    const { clock, deltas, states, moved, basis, health, stop } = await start({
      position: '15',
      watches: [
        {
          events: [
            { type: 'BOOKMARK', object: namespace('', '15') },
            { type: 'ADDED', object: namespace('shop', '16') },
          ],
        },
      ],
    });
    await clock.advance(1);
    expect(deltas).toEqual([
      {
        ...{ type: 'upserted', malformed: 0 },
        rows: [expect.objectContaining({ name: 'shop' })],
        position: { namespace: '', resourceVersion: '16', basis },
      },
    ]);
    expect(states).toEqual([]);
    expect(health()).toMatchObject({ lists: 0, events: 1, watchesOpen: 1 });
    expect(moved).toEqual([]);
    await stop();
  });

  it('is synced where another collector left off in trouble', async () => {
    const { clock, states, stop } = await start({
      ...{ position: '15', wasSynced: false },
      watches: [
        { events: [{ type: 'BOOKMARK', object: namespace('', '15') }] },
      ],
    });
    await clock.advance(1);
    expect(states).toEqual(['synced']);
    await stop();
  });

  it('lists where the position that was left is too old', async () => {
    const { clock, deltas, health, basis, stop } = await start({
      position: '15',
      watches: [{ events: [fault(410)] }],
      lists: [listed('shop')],
    });
    await clock.advance(1);
    expect(deltas).toMatchObject([
      {
        type: 'replaced',
        position: { namespace: '', resourceVersion: '10', basis },
      },
    ]);
    expect(health().lists).toBe(1);
    await stop();
  });

  it('is synced again once a watch that failed for long goes on without a list', async () => {
    const { clock, states, health, stop } = await start({
      lists: [listed('shop')],
      watches: [
        {
          events: [
            { type: 'BOOKMARK', object: namespace('', '11') },
            fault('connect'),
          ],
        },
        ...Array.from({ length: 40 }, () => ({ events: [fault('connect')] })),
        { events: [{ type: 'BOOKMARK', object: namespace('', '11') }] },
      ],
    });
    await clock.advance(20 * MINUTE_MS);
    expect(states).toEqual(['synced', 'failed', 'synced']);
    expect(health()).toMatchObject({ lists: 1, faults: 41, watchesOpen: 1 });
    expect(health().kinds[0].faults).toEqual({ connect: 41 });
    await stop();
  });

  it('stores together what comes while a write is under way', async () => {
    const { clock, store, deltas, stop } = await start({
      lists: [listed('shop')],
      watches: [
        {
          events: [
            { type: 'ADDED', object: namespace('first', '11') },
            ...Array.from({ length: 400 }, (_, i) => ({
              type: 'MODIFIED' as const,
              object: namespace(`n${i % 100}`, `${12 + i}`),
            })),
            { type: 'DELETED', object: namespace('n7', '412') },
          ],
        },
      ],
    });
    const slowly = store.apply.getMockImplementation()!;
    store.apply.mockImplementation(async (scope, delta) => {
      await clock.sleep(100, new AbortController().signal);
      return slowly(scope, delta);
    });
    await clock.advance(1_000);
    expect(deltas.map(({ type }) => type)).toEqual([
      ...['replaced', 'upserted', 'upserted', 'removed'],
    ]);
    const [, , flood, last] = deltas;
    expect(flood).toMatchObject({ malformed: 0 });
    expect(flood).not.toHaveProperty('position.resourceVersion');
    expect(flood.type === 'upserted' && flood.rows).toHaveLength(99);
    expect(last).toMatchObject({
      keys: [{ namespace: '', name: 'n7' }],
      position: { resourceVersion: '412' },
    });
    await stop();
  });

  it('keeps no position that is ahead of what is stored', async () => {
    const fakes: { clock?: FakeClock } = {};
    const pause = (signal: AbortSignal) => fakes.clock!.sleep(40_000, signal);
    const reader: KindReader = {
      ...{ resource: 'namespaces', version: 'v1' },
      list: async () => listed('shop') as ListPage,
      async *watch({ signal }) {
        yield [{ type: 'ADDED', object: namespace('cart', '11') }];
        for (const resourceVersion of ['12', '13', '14']) {
          await pause(signal);
          yield [{ type: 'BOOKMARK', object: namespace('', resourceVersion) }];
        }
        await fakes.clock!.sleep(60 * MINUTE_MS, signal);
      },
    };
    const { clock, store, deltas, moved, stop } = await start({ reader });
    fakes.clock = clock;
    const apply = store.apply.getMockImplementation()!;
    store.apply.mockImplementation(async (scope, delta) => {
      if (delta.type === 'upserted') {
        await clock.sleep(200_000, new AbortController().signal);
      }
      return apply(scope, delta);
    });
    await clock.advance(199_000);
    expect([deltas.length, moved]).toEqual([1, []]);
    await clock.advance(100_000);
    expect(deltas).toHaveLength(2);
    expect(moved).toEqual(['13', '14']);
    await stop();
  });
});
