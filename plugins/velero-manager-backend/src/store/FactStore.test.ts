import { Knex } from 'knex';
import {
  applicationRow,
  backupRow,
  claimingEntity,
  defineCluster,
  kustomizationRow,
  namespaceRow,
  scheduleRow,
} from './__testUtils__/facts';
import {
  claimOne,
  createTestDatabases,
  emptyAssessment,
  openStore,
  settle,
  takeDue,
} from './__testUtils__/openStore';
import { DatabaseStore } from './DatabaseStore';
import { readFactText } from './factText';
import { FactRow, FactScope } from './types';

jest.setTimeout(60_000);

const databases = createTestDatabases();

describe.each(databases.eachSupportedId())('FactStore, %p', databaseId => {
  let knex: Knex;
  let store: DatabaseStore;
  const schedules: FactScope = { cluster: 'one', kind: 'Schedule' };

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    store = await openStore(knex);
    await store.putClusters([
      defineCluster('one'),
      defineCluster('two', {
        url: 'https://two.example.com:6443/',
        argocd: { names: ['second'], servers: [] },
      }),
    ]);
    await store.putEntities([
      claimingEntity('in-one', ['one/shop']),
      claimingEntity('in-two', ['two/shop']),
      claimingEntity('anywhere', ['shop']),
    ]);
    await store.apply(
      { cluster: 'two', kind: 'Namespace' },
      { type: 'replaced', rows: [namespaceRow('shop')], malformed: 0 },
    );
    await settle(store);
  });

  const stored = async (scope: FactScope) => {
    const rows = await knex('facts')
      .where(scope)
      .orderBy('name')
      .select('name', 'data', 'resource_version');
    return rows.map(({ data, ...row }) => ({
      ...row,
      fact: readFactText(scope.kind, data),
    }));
  };
  const upsert = (scope: FactScope, ...rows: FactRow[]) =>
    store.apply(scope, { type: 'upserted', rows, malformed: 0 });
  const replace = (scope: FactScope, ...rows: FactRow[]) =>
    store.apply(scope, { type: 'replaced', rows, malformed: 0 });
  const remove = (scope: FactScope, ...rows: FactRow[]) =>
    store.apply(scope, { type: 'removed', keys: rows });

  describe('apply', () => {
    it('makes rows equal to a list and writes only what differs', async () => {
      const [a, b, c] = ['a', 'b', 'c'].map(name => scheduleRow(name));
      await expect(replace(schedules, a, b)).resolves.toEqual({ changed: 2 });
      await expect(replace(schedules, a, b)).resolves.toEqual({ changed: 0 });
      const paused = {
        ...scheduleRow('b', { paused: true }),
        resourceVersion: '2',
      };
      const sameButNewer = { ...a, resourceVersion: '9' };
      await expect(
        replace(schedules, sameButNewer, paused, c),
      ).resolves.toEqual({ changed: 2 });
      expect(await stored(schedules)).toEqual([
        { name: 'a', fact: a.fact, resource_version: '1' },
        { name: 'b', fact: paused.fact, resource_version: '2' },
        { name: 'c', fact: c.fact, resource_version: '1' },
      ]);
      await expect(replace(schedules)).resolves.toEqual({ changed: 3 });
      expect(await stored(schedules)).toEqual([]);
    });

    it('upserts and removes, each as well twice', async () => {
      const a = scheduleRow('a');
      for (const changed of [1, 0]) {
        await expect(upsert(schedules, a)).resolves.toEqual({ changed });
        await expect(stored(schedules)).resolves.toHaveLength(1);
      }
      for (const changed of [1, 0]) {
        await expect(remove(schedules, a, scheduleRow('x'))).resolves.toEqual({
          changed,
        });
        await expect(stored(schedules)).resolves.toHaveLength(0);
      }
    });

    it('takes the last of two events on one object', async () => {
      await upsert(
        schedules,
        scheduleRow('a'),
        scheduleRow('a', { paused: true }),
      );
      const [row] = await stored(schedules);
      expect(row.fact).toMatchObject({
        paused: true,
      });
      const { summary } = (await store.loadClusterDetail('one'))!;
      expect(summary.schedules).toBe(1);
    });

    it('keeps kinds and clusters apart', async () => {
      await upsert(schedules, scheduleRow('a'));
      await upsert({ cluster: 'two', kind: 'Schedule' }, scheduleRow('a'));
      await upsert({ cluster: 'one', kind: 'Backup' }, backupRow('a'));
      await replace(schedules);
      await expect(
        knex('facts').whereNot({ kind: 'Namespace' }),
      ).resolves.toHaveLength(2);
    });

    it('takes more rows than one statement can', async () => {
      const scope: FactScope = { cluster: 'one', kind: 'Backup' };
      const rows = Array.from({ length: 1500 }, (_, i) => backupRow(`b${i}`));
      await expect(replace(scope, ...rows)).resolves.toEqual({ changed: 1500 });
      await expect(upsert(scope, ...rows)).resolves.toEqual({ changed: 0 });
      await expect(remove(scope, ...rows)).resolves.toEqual({ changed: 1500 });
    });

    it('survives what a hostile server may send', async () => {
      const scope: FactScope = { cluster: 'one', kind: 'Application' };
      const endless = 'x'.repeat(100_000);
      await expect(
        upsert(
          scope,
          applicationRow(endless, []),
          applicationRow(
            '\0nul',
            [
              { destination: `server:${endless}`, namespace: 'shop' },
              { destination: 'self', namespace: endless },
              { destination: 'self', namespace: 'sh\0op' },
            ],
            {
              labels: {
                [endless]: 'a',
                b: endless,
                ['__proto__']: 'c',
                d: '\0',
              },
            },
          ),
          applicationRow('', []),
        ),
      ).resolves.toEqual({ changed: 1 });
      await upsert(
        { cluster: 'one', kind: 'Backup' },
        backupRow('b', { phase: `\0${endless}`, startedAt: 'never' }),
      );
      const detail = await store.loadClusterDetail('one');
      expect(detail?.syncObjects).toHaveLength(1);
      expect(detail?.facts.runs).toHaveLength(1);
      expect(detail?.summary.kinds.Application).toMatchObject({
        objects: 1,
        malformed: 2,
      });
    });

    it('refuses facts of a cluster that nobody defined', async () => {
      await expect(
        upsert({ cluster: 'gone', kind: 'Schedule' }, scheduleRow('a')),
      ).rejects.toThrow("No cluster 'gone' is known to the store");
      await expect(knex('facts').where({ cluster: 'gone' })).resolves.toEqual(
        [],
      );
      await expect(upsert(schedules, scheduleRow('a'))).resolves.toEqual({
        changed: 1,
      });
    });
  });

  describe('what falls due', () => {
    it('is the cluster and the entities that claim it, once something changed', async () => {
      const scope: FactScope = { cluster: 'two', kind: 'Schedule' };
      await upsert(scope, scheduleRow('a'));
      expect(await takeDue(store)).toEqual(['anywhere', 'in-two', 'two']);
      await upsert(scope, scheduleRow('a'));
      expect(await takeDue(store)).toEqual([]);
      await remove(scope, scheduleRow('a'));
      expect(await takeDue(store)).toEqual(['anywhere', 'in-two', 'two']);
    });

    it('is whoever claims a namespace that comes or goes', async () => {
      const scope: FactScope = { cluster: 'one', kind: 'Namespace' };
      await replace(scope, namespaceRow('other'));
      expect(await takeDue(store)).toEqual(['one']);
      await upsert(scope, namespaceRow('shop'));
      expect(await takeDue(store)).toEqual(['anywhere', 'in-one', 'one']);
      await replace(scope, namespaceRow('other'));
      expect(await takeDue(store)).toEqual(['anywhere', 'in-one', 'one']);
    });

    it('is where a sync object aims, before and after', async () => {
      const scope: FactScope = { cluster: 'one', kind: 'Application' };
      const aiming = (
        destination: FactRow['index']['targets'][0]['destination'],
      ) => applicationRow('app', [{ destination, namespace: 'shop' }]);
      await upsert(scope, aiming('name:second'));
      expect(await takeDue(store)).toEqual([
        'anywhere',
        'in-two',
        'one',
        'two',
      ]);
      await upsert(scope, aiming('server:https://two.example.com:6443'));
      expect(await takeDue(store)).toEqual([
        'anywhere',
        'in-two',
        'one',
        'two',
      ]);
      await upsert(scope, aiming('server:https://kubernetes.default.svc'));
      expect(await takeDue(store)).toEqual([
        'anywhere',
        'in-one',
        'in-two',
        'one',
        'two',
      ]);
      await remove(scope, aiming('self'));
      expect(await takeDue(store)).toEqual(['anywhere', 'in-one', 'one']);
      await upsert(
        scope,
        applicationRow('app', [{ destination: 'self', namespace: 'other' }]),
      );
      expect(await takeDue(store)).toEqual(['one']);
    });

    it('is whoever names or selects a sync object', async () => {
      const reference = { engine: 'argocd', namespace: null } as const;
      await store.putEntities([
        claimingEntity('names', [], {
          syncObjects: [{ ...reference, name: 'app', selector: null }],
        }),
        claimingEntity('selects', [], {
          syncObjects: [
            { ...reference, name: null, selector: 'team=a,tier!=db' },
          ],
        }),
      ]);
      await settle(store);
      const scope: FactScope = { cluster: 'one', kind: 'Application' };
      await upsert(scope, applicationRow('app', []));
      expect(await takeDue(store, 'entity')).toEqual(['names']);
      await upsert(
        scope,
        applicationRow('other', [], { labels: { team: 'a' } }),
      );
      expect(await takeDue(store, 'entity')).toEqual(['selects']);
      await upsert(
        scope,
        applicationRow('other', [], { labels: { team: 'a', tier: 'db' } }),
      );
      expect(await takeDue(store, 'entity')).toEqual(['selects']);
      await upsert(
        scope,
        applicationRow('other', [], { labels: { team: 'b' } }),
      );
      expect(await takeDue(store, 'entity')).toEqual([]);
      await upsert(
        { cluster: 'one', kind: 'Kustomization' },
        kustomizationRow('app', []),
      );
      expect(await takeDue(store, 'entity')).toEqual([]);
    });

    it('is one assessment, however often a subject is marked', async () => {
      for (let i = 0; i < 20; i += 1) {
        await upsert(schedules, scheduleRow('a', { cron: `${i} * * * *` }));
      }
      expect(await takeDue(store)).toEqual(['in-one', 'one']);
      expect(await takeDue(store)).toEqual([]);
    });

    it('stays due when it is marked during its assessment', async () => {
      await upsert(schedules, scheduleRow('a'));
      const subject = await claimOne(store, 'component:default/in-one');
      await upsert(schedules, scheduleRow('b'));
      expect(await takeDue(store)).toEqual([]);
      await store.complete(subject, emptyAssessment);
      expect(await takeDue(store)).toEqual(['in-one']);
      expect(await takeDue(store)).toEqual([]);
    });
  });

  describe('kind status, positions and contact', () => {
    const synced = {
      state: 'synced',
      message: null,
      syncedAt: '2026-11-21T00:00:00.000Z',
    } as const;

    it('keeps the status of a kind and marks what a change concerns', async () => {
      await store.setKindStatus(schedules, synced);
      expect(await takeDue(store)).toEqual(['in-one', 'one']);
      await store.setKindStatus(schedules, {
        ...synced,
        syncedAt: '2026-11-21T00:01:00.000Z',
      });
      expect(await takeDue(store)).toEqual([]);
      await store.apply(schedules, {
        type: 'replaced',
        rows: [scheduleRow('a')],
        malformed: 3,
      });
      await store.apply(schedules, {
        type: 'upserted',
        rows: [],
        malformed: 1,
      });
      await settle(store);
      await store.setKindStatus(schedules, {
        ...synced,
        state: 'forbidden',
        message: 'no\0',
      });
      expect(await takeDue(store)).toEqual(['in-one', 'one']);
      const { summary, facts } = (await store.loadClusterDetail('one'))!;
      expect(summary.kinds.Schedule).toEqual({
        ...synced,
        state: 'forbidden',
        message: 'no\uFFFD',
        malformed: 3,
        objects: 1,
      });
      expect(facts.kinds.Schedule).toEqual({
        ...synced,
        state: 'forbidden',
        message: 'no\uFFFD',
        malformed: 3,
      });
      await store.apply(schedules, {
        type: 'replaced',
        rows: [],
        malformed: 0,
      });
      expect(
        (await store.loadClusterDetail('one'))!.summary.kinds.Schedule,
      ).toMatchObject({ malformed: 0, objects: 0 });
    });

    it('tells first contact, failure and return to the cluster alone', async () => {
      await store.recordContact('one');
      expect(await takeDue(store)).toEqual(['one']);
      await store.recordContact('one');
      expect(await takeDue(store)).toEqual([]);
      await store.recordContactFailure('one', 'refused');
      expect(await takeDue(store)).toEqual(['one']);
      const first = (await store.contacts()).get('one');
      await store.recordContactFailure('one', 'refused again');
      expect(await takeDue(store)).toEqual([]);
      const second = (await store.contacts()).get('one');
      expect(second).toEqual({ ...first, failure: 'refused again' });
      expect(Date.parse(second!.failingSince!)).toBeGreaterThan(0);
      await store.recordContact('one');
      expect(await takeDue(store)).toEqual(['one']);
      expect((await store.contacts()).get('one')).toEqual({
        lastContactAt: expect.any(String),
        failure: null,
        failingSince: null,
        clockSkewMs: null,
      });
      await knex('contacts')
        .where({ cluster: 'one' })
        .update({ last_contact_at: 1000 });
      await store.recordContact('one');
      expect(await takeDue(store)).toEqual(['one']);
      expect((await store.contacts()).get('two')?.lastContactAt).toBeNull();
    });
  });

  describe('putClusters and putEntities', () => {
    const counts = async () => {
      const tables = [
        'clusters',
        'cluster_destinations',
        'contacts',
        'kind_status',
        'facts',
        'fact_targets',
        'fact_labels',
        'entities',
        'entity_claims',
        'entity_sync_references',
        'subjects',
        'assessments',
        'verdict_parts',
      ];
      const entries = await Promise.all(
        tables.map(async table => {
          const [row] = await knex(table).count({ n: '*' });
          return [table, Number(row.n)] as const;
        }),
      );
      return Object.fromEntries(entries.filter(([, n]) => n > 0));
    };

    it('changes nothing when nothing changed', async () => {
      const one = defineCluster('one');
      const entity = claimingEntity('in-one', ['one/shop']);
      await store.putClusters([one]);
      await store.putEntities([entity]);
      await settle(store);
      const id = (await store.loadEntity(entity.entityRef))!.subjectId;
      await store.putClusters([one]);
      await store.putEntities([entity]);
      expect(await takeDue(store)).toEqual([]);
      expect((await store.loadEntity(entity.entityRef))!.subjectId).toBe(id);
    });

    it('keeps what is missing as long as it may only not be known yet', async () => {
      await store.putClusters([defineCluster('three')], { keepOthers: true });
      const names = () => knex('clusters').orderBy('name').pluck('name');
      expect(await names()).toEqual(['one', 'three', 'two']);
      await store.putClusters([defineCluster('three')]);
      expect(await names()).toEqual(['three']);
    });

    it('marks the entities of a cluster that changes or comes', async () => {
      await store.putClusters([
        defineCluster('one', { environment: 'production' }),
        defineCluster('three'),
      ]);
      expect(await takeDue(store)).toEqual([
        'anywhere',
        'in-one',
        'in-two',
        'one',
        'three',
      ]);
      await store.putClusters([
        defineCluster('one', { environment: 'production' }),
        defineCluster('two'),
      ]);
      expect(await takeDue(store)).toEqual(['in-two', 'two']);
    });

    it('takes along all that belonged to a cluster, and tells where it aimed', async () => {
      await store.apply(
        { cluster: 'one', kind: 'Application' },
        {
          type: 'replaced',
          rows: [
            applicationRow(
              'app',
              [{ destination: 'name:two', namespace: 'shop' }],
              { labels: { a: 'b' } },
            ),
          ],
          malformed: 0,
        },
      );
      await store.recordContact('one');
      await settle(store);
      await store.putClusters([
        defineCluster('two', {
          url: 'https://two.example.com:6443/',
          argocd: { names: ['second'], servers: [] },
        }),
      ]);
      expect(await takeDue(store)).toEqual([
        'anywhere',
        'in-one',
        'in-two',
        'two',
      ]);
      await store.putEntities([]);
      await store.putClusters([]);
      expect(await counts()).toEqual({});
    });

    it('deletes an entity with its claims, and judges changed ones anew', async () => {
      await store.putEntities([
        claimingEntity('in-one', ['one/shop', 'one/shop', 'one/cart']),
        claimingEntity('in-two', ['two/shop']),
      ]);
      expect(await takeDue(store)).toEqual(['in-one']);
      await expect(
        store.loadEntity('component:default/anywhere'),
      ).resolves.toBeNull();
      expect(await counts()).toMatchObject({
        entities: 2,
        entity_claims: 3,
        subjects: 4,
        assessments: 4,
      });
    });

    it('takes ten thousand entities', async () => {
      const entities = Array.from({ length: 10_000 }, (_, i) =>
        claimingEntity(`e${i}`, [`one/ns${i % 200}`]),
      );
      await store.putEntities(entities);
      await store.putEntities(entities);
      await expect(store.listEntities()).resolves.toHaveLength(10_000);
    });
  });
});
