import { Knex } from 'knex';
import { defineCluster, scheduleRow } from './__testUtils__/facts';
import { createTestDatabases, openStore } from './__testUtils__/openStore';
import { DatabaseStore } from './DatabaseStore';
import { FactPosition } from './positionTypes';
import { FactScope } from './types';

jest.setTimeout(60_000);

const databases = createTestDatabases();

const schedules: FactScope = { cluster: 'one', kind: 'Schedule' };
const deployments: FactScope = { cluster: 'one', kind: 'VeleroServer' };

function at(resourceVersion: string, namespace = ''): FactPosition {
  return { namespace, resourceVersion, basis: 'uid/v1/1' };
}

describe.each(databases.eachSupportedId())('positions, %p', databaseId => {
  let knex: Knex;
  let store: DatabaseStore;
  const positions = async () =>
    (await store.positions('one')).map(
      ({ kind, namespace, resourceVersion, basis }) =>
        `${kind}/${namespace} ${resourceVersion} ${basis}`,
    );
  const list = (position?: FactPosition) =>
    store.apply(schedules, {
      type: 'replaced',
      rows: [scheduleRow('daily')],
      malformed: 0,
      position,
    });

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    store = await openStore(knex);
    await store.putClusters([defineCluster('one'), defineCluster('two')]);
  });

  it('stand where the facts stand, of each watch for itself', async () => {
    await list(at('10'));
    await store.apply(schedules, {
      ...{ type: 'upserted', malformed: 0, position: at('11') },
      rows: [scheduleRow('weekly')],
    });
    for (const namespace of ['velero', 'velero-two']) {
      await store.apply(deployments, {
        ...{ type: 'replaced', rows: [], malformed: 0, namespace },
        position: at('20', namespace),
      });
    }
    expect(await positions()).toEqual([
      'Schedule/ 11 uid/v1/1',
      'VeleroServer/velero 20 uid/v1/1',
      'VeleroServer/velero-two 20 uid/v1/1',
    ]);
    expect(
      (await store.readFacts({ cluster: 'one', kind: 'Schedule' }))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['daily', 'weekly']);
    expect(await store.positions('two')).toEqual([]);

    const synced = { message: null, syncedAt: '2026-01-01T00:00:00.000Z' };
    await store.setKindStatus(schedules, { state: 'synced', ...synced });
    await store.setKindStatus(deployments, { state: 'failed', ...synced });
    expect(
      (await store.positions('one')).map(({ isSynced }) => isSynced),
    ).toEqual([true, false, false]);

    await store.apply(schedules, {
      ...{ type: 'removed', position: at('12') },
      keys: [{ namespace: 'velero', name: 'weekly' }],
    });
    await store.apply(deployments, {
      ...{ type: 'confined', namespaces: ['velero'] },
    });
    expect(await positions()).toEqual([
      'Schedule/ 12 uid/v1/1',
      'VeleroServer/velero 20 uid/v1/1',
    ]);
  });

  it('are not written where the facts are not', async () => {
    await list(at('10'));
    await expect(
      store.apply(
        { ...schedules, cluster: 'unknown' },
        {
          ...{ type: 'upserted', rows: [], malformed: 0, position: at('11') },
        },
      ),
    ).rejects.toThrow('No cluster');
    expect(await positions()).toEqual(['Schedule/ 10 uid/v1/1']);
  });

  it('move on with bookmarks, but never come into being by them', async () => {
    await list(at('10'));
    await store.recordContact('one', {
      positions: [
        { kind: 'Schedule', ...at('14') },
        { kind: 'Backup', ...at('14') },
      ],
    });
    expect(await positions()).toEqual(['Schedule/ 14 uid/v1/1']);
    await store.recordContact('one', {
      positions: [{ kind: 'Schedule', ...at('15'), basis: 'other/v1/1' }],
    });
    expect(await positions()).toEqual(['Schedule/ 14 uid/v1/1']);
  });

  it.each([
    ['a list that has none', () => list()],
    [
      'a kind that is absent',
      () =>
        store.setKindsFound('one', {
          absent: ['Schedule', 'Backup'],
          pending: [],
        }),
    ],
    ['a cluster that goes', () => store.putClusters([defineCluster('two')])],
  ])('go with %s', async (_, happen) => {
    await list(at('10'));
    await happen();
    expect(await positions()).toEqual([]);
  });
});
