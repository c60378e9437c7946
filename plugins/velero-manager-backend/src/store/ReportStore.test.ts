import { Knex } from 'knex';
import { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  applicationRow,
  backupRow,
  claimingEntity,
  defineCluster,
  kustomizationRow,
  namespaceRow,
  scheduleRow,
  storageLocationRow,
  scopeOf,
} from './__testUtils__/facts';
import { createTestDatabases, openStore } from './__testUtils__/openStore';
import { DatabaseStore } from './DatabaseStore';
import { ClusterFilter } from './reportTypes';
import { FactRow, FactScope } from './types';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const day = (n: number) => new Date(Date.UTC(2026, 0, n, 2)).toISOString();

describe.each(databases.eachSupportedId())('ReportStore, %p', databaseId => {
  let knex: Knex;
  let store: DatabaseStore;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    store = await openStore(knex);
    await store.putClusters([
      defineCluster('hub', { environment: 'operations' }),
      defineCluster('one', {
        environment: 'production',
        title: 'Production 01',
        url: 'https://one.example.com',
      }),
      defineCluster('two', {
        environment: 'staging',
        argocd: { names: ['second'], servers: ['https://two.internal/'] },
      }),
      defineCluster('odd', {
        auth: { type: 'unsupported', reason: 'Needs a browser' },
      }),
    ]);
  });

  const replace = (
    cluster: string,
    kind: FactScope['kind'],
    ...rows: FactRow[]
  ) => store.apply({ cluster, kind }, { type: 'replaced', rows, malformed: 0 });
  const load = async (name: string) => {
    const loaded = await store.loadEntity(`component:default/${name}`);
    if (!loaded) {
      throw new Error(`No entity '${name}'`);
    }
    return loaded;
  };
  const syncNames = async (name: string) =>
    (await load(name)).facts.syncObjects.map(
      ({ cluster, fact }) => `${cluster}/${fact.name}`,
    );

  it('tells the time of the database', async () => {
    const now = await store.now();
    expect(Math.abs(now.getTime() - Date.now())).toBeLessThan(60_000);
    const [row] = await knex.select(knex.raw("'x' as x"));
    expect(row.x).toBe('x');
  });

  describe('loadEntity', () => {
    it('knows nothing of an unknown entity', async () => {
      await expect(store.loadEntity('component:default/x')).resolves.toBeNull();
    });

    it('resolves claims against the clusters that are known', async () => {
      await replace(
        'one',
        'Namespace',
        namespaceRow('shop'),
        namespaceRow('cart'),
      );
      await replace(
        'two',
        'Namespace',
        namespaceRow('shop'),
        namespaceRow('other'),
      );
      const entity = claimingEntity('shop', [
        'shop',
        'one/cart',
        'one/absent',
        'two/cart',
        'lost/shop',
      ]);
      await store.putEntities([entity]);
      const { row, facts, subjectId } = await load('shop');
      expect(row).toEqual(entity);
      expect(subjectId).toMatch(/^[0-9a-f-]{36}$/);
      expect(facts).toMatchObject({
        entityRef: entity.entityRef,
        claims: entity.claims,
        namespaces: [
          { cluster: 'lost', namespace: 'shop' },
          { cluster: 'one', namespace: 'absent' },
          { cluster: 'one', namespace: 'cart' },
          { cluster: 'one', namespace: 'shop' },
          { cluster: 'two', namespace: 'cart' },
          { cluster: 'two', namespace: 'shop' },
        ],
        unknownClusters: ['lost'],
        environmentRpoSeconds: {},
        otherContacts: {},
        syncObjects: [],
      });
      expect(
        facts.clusters.map(c => [
          c.name,
          c.environment,
          c.namespaces.map(n => n.name).sort(),
        ]),
      ).toEqual([
        ['one', 'production', ['cart', 'shop']],
        ['two', 'staging', ['shop']],
      ]);
      const [summary] = await store.listEntities();
      expect(summary).toEqual({
        ...entity,
        subjectId,
        namespaces: facts.namespaces,
        assessment: null,
      });
    });

    it('gives contact, kinds, schedules and storage locations of each cluster', async () => {
      await replace('one', 'Schedule', scheduleRow('b'), scheduleRow('a'));
      await replace(
        'one',
        'BackupStorageLocation',
        storageLocationRow('default'),
      );
      await replace('two', 'Schedule', scheduleRow('c'));
      await store.setKindStatus(
        { cluster: 'one', kind: 'Schedule' },
        { state: 'synced', message: null, syncedAt: day(1) },
      );
      await store.recordContact('one');
      await store.putEntities([claimingEntity('shop', ['one/shop'])]);
      const { facts } = await load('shop');
      expect(facts.clusters).toEqual([
        {
          name: 'one',
          environment: 'production',
          contact: {
            lastContactAt: expect.any(String),
            failure: null,
            failingSince: null,
            clockSkewMs: null,
          },
          kinds: {
            Schedule: {
              state: 'synced',
              message: null,
              syncedAt: day(1),
              malformed: 0,
            },
            BackupStorageLocation: {
              state: 'pending',
              message: null,
              syncedAt: null,
              malformed: 0,
            },
          },
          namespaces: [],
          schedules: [scheduleRow('a').fact, scheduleRow('b').fact],
          storageLocations: [storageLocationRow('default').fact],
          runs: [],
          objects: expect.objectContaining({ PersistentVolumeClaim: [] }),
          twins: {},
          sharedStores: {},
          namespaceNames: null,
          kubernetesVersions: [],
        },
      ]);
    });

    it('gives the newest runs of each schedule, and its newest good one', async () => {
      const runs = (
        schedule: string | null,
        count: number,
        good: (n: number) => boolean,
      ) =>
        Array.from({ length: count }, (_, i) =>
          backupRow(`${schedule ?? 'manual'}-${i + 1}`, {
            schedule,
            startedAt: day(i + 1),
            phase: good(i + 1) ? 'Completed' : 'Failed',
          }),
        );
      await replace(
        'one',
        'Backup',
        ...runs('daily', 40, n => n === 3 || n === 5),
        ...runs('gone', 2, () => true),
        ...runs(null, 33, n => n > 1),
        backupRow('no-time', {
          schedule: 'hourly',
          startedAt: null,
          phase: 'New',
        }),
        backupRow('timed', { schedule: 'hourly', phase: 'Failed' }),
        backupRow('elsewhere', { namespace: 'velero-2', schedule: 'daily' }),
      );
      await replace('two', 'Backup', ...runs('daily', 2, () => true));
      await store.putEntities([claimingEntity('shop', ['one/shop'])]);
      const [{ runs: found }] = (await load('shop')).facts.clusters;
      const names = found.map(run => run.name);
      const newest = (prefix: string, from: number, to: number) =>
        Array.from(
          { length: from - to + 1 },
          (_, i) => `${prefix}-${from - i}`,
        );
      expect(names.filter(n => n.startsWith('daily'))).toEqual([
        ...newest('daily', 40, 11),
        'daily-5',
      ]);
      expect(names.filter(n => n.startsWith('manual'))).toEqual(
        newest('manual', 33, 4),
      );
      expect(names.filter(n => n.startsWith('gone'))).toEqual([
        'gone-2',
        'gone-1',
      ]);
      expect(names.slice(-4)).not.toContain(undefined);
      expect(
        names.filter(n => ['no-time', 'timed', 'elsewhere'].includes(n)),
      ).toEqual(['timed', 'no-time', 'elsewhere']);
      expect(names).toHaveLength(31 + 30 + 2 + 3);
    });

    it('gives only the schedules and runs that matter to the namespaces', async () => {
      await replace(
        'one',
        'Schedule',
        scheduleRow('own', { scope: scopeOf(['shop']) }),
        scheduleRow('pattern', { scope: scopeOf(['sh*']) }),
        scheduleRow('all-but', { scope: scopeOf(['*'], ['shop']) }),
        scheduleRow('other', { scope: scopeOf(['cart']) }),
        scheduleRow('narrowed', { scope: scopeOf(['cart']) }),
      );
      const run = (name: string, schedule: string | null, scope = ['cart']) =>
        backupRow(name, { schedule, scope: scopeOf(scope) });
      await replace(
        'one',
        'Backup',
        run('own-now', 'own', ['shop']),
        run('own-before', 'own'),
        run('pattern-run', 'pattern', ['sh*']),
        run('all-but-run', 'all-but', ['*']),
        run('other-run', 'other'),
        run('narrowed-now', 'narrowed'),
        run('narrowed-before', 'narrowed', ['cart', 'shop']),
        run('gone-shop', 'gone', ['shop']),
        run('gone-cart', 'gone'),
        run('manual-shop', null, ['shop']),
        run('manual-cart', null),
      );
      await store.putEntities([
        claimingEntity('shop', ['one/shop']),
        claimingEntity('web', ['one/web']),
        claimingEntity('both', ['one/cart', 'one/shop']),
      ]);
      const named = async (entity: string) => {
        const [cluster] = (await load(entity)).facts.clusters;
        return {
          schedules: cluster.schedules.map(({ name }) => name),
          runs: cluster.runs.map(({ name }) => name).sort(),
        };
      };
      expect(await named('shop')).toEqual({
        schedules: ['own', 'pattern'],
        runs: [
          'all-but-run',
          'gone-shop',
          'manual-shop',
          'narrowed-before',
          'own-before',
          'own-now',
          'pattern-run',
        ],
      });
      expect(await named('web')).toEqual({
        schedules: ['all-but'],
        runs: ['all-but-run'],
      });
      const both = await named('both');
      expect(both.schedules).toHaveLength(5);
      expect(both.runs).toHaveLength(11);
      const cluster = await store.loadCluster('one');
      expect(cluster?.facts.schedules).toHaveLength(5);
      expect(cluster?.facts.runs).toHaveLength(11);
    });

    it('finds the last good run from before a schedule took other namespaces', async () => {
      const hourly = (name: string, hour: number, scope: string[]) =>
        backupRow(name, {
          schedule: 'hourly',
          scope: scopeOf(scope),
          startedAt: new Date(Date.UTC(2026, 0, 1, hour)).toISOString(),
        });
      await replace(
        'one',
        'Schedule',
        scheduleRow('hourly', { scope: scopeOf(['cart']) }),
      );
      await replace(
        'one',
        'Backup',
        hourly('old', 0, ['shop']),
        ...Array.from({ length: 40 }, (_, i) =>
          hourly(`new-${i}`, i + 1, ['cart']),
        ),
      );
      await store.putEntities([claimingEntity('shop', ['one/shop'])]);
      const [{ runs }] = (await load('shop')).facts.clusters;
      expect(runs.map(({ name }) => name)).toEqual(['old']);
    });

    it('forgets namespace lists with the last object that has them', async () => {
      const daily = scheduleRow('daily', { scope: scopeOf(['cart']) });
      const first = backupRow('a', {
        schedule: 'daily',
        scope: scopeOf(['x']),
      });
      await replace('one', 'Schedule', daily);
      await replace('one', 'Backup', first, { ...first, name: 'b' });
      const lists = async () =>
        (await knex('fact_scopes').orderBy('kind')).map(row => [
          row.kind,
          row.owner,
          row.included,
        ]);
      const ofSchedule = ['Schedule', 'daily', '["cart"]'];
      expect(await lists()).toEqual([['Backup', 'daily', '["x"]'], ofSchedule]);
      const remove = (name: string) =>
        store.apply(
          { cluster: 'one', kind: 'Backup' },
          { type: 'removed', keys: [{ namespace: 'velero', name }] },
        );
      await remove('a');
      expect(await lists()).toHaveLength(2);
      await remove('b');
      expect(await lists()).toEqual([ofSchedule]);
      await store.putClusters([]);
      expect(await lists()).toEqual([]);
    });

    it('finds the sync objects that apply to a namespace, however Argo CD names the cluster', async () => {
      await replace(
        'hub',
        'Application',
        applicationRow('by-name', [
          { destination: 'name:one', namespace: 'shop' },
        ]),
        applicationRow('by-server', [
          { destination: 'server:https://one.example.com/', namespace: 'shop' },
        ]),
        applicationRow('other-namespace', [
          { destination: 'name:one', namespace: 'cart' },
        ]),
        applicationRow('by-alias', [
          { destination: 'name:second', namespace: 'shop' },
        ]),
        applicationRow('by-alias-server', [
          { destination: 'server:https://two.internal', namespace: 'shop' },
        ]),
        applicationRow('own', [
          {
            destination: 'server:https://kubernetes.default.svc',
            namespace: 'shop',
          },
        ]),
        applicationRow('nowhere', [
          { destination: 'name:nobody', namespace: 'shop' },
        ]),
      );
      await replace(
        'one',
        'Kustomization',
        kustomizationRow('flux', ['shop', 'cart']),
      );
      await replace('two', 'Kustomization', kustomizationRow('flux', ['shop']));
      await replace(
        'one',
        'Application',
        applicationRow('local', [
          { destination: 'name:in-cluster', namespace: 'shop' },
        ]),
      );
      await store.recordContactFailure('hub', 'refused');
      await store.putEntities([
        claimingEntity('in-one', ['one/shop']),
        claimingEntity('in-two', ['two/shop', 'one/cart']),
        claimingEntity('in-hub', ['hub/shop']),
      ]);
      expect(await syncNames('in-one')).toEqual([
        'hub/by-name',
        'hub/by-server',
        'one/local',
        'one/flux',
      ]);
      expect(await syncNames('in-two')).toEqual([
        'hub/by-alias',
        'hub/by-alias-server',
        'hub/other-namespace',
        'one/flux',
        'two/flux',
      ]);
      expect(await syncNames('in-hub')).toEqual(['hub/own']);
      expect((await load('in-one')).facts.otherContacts).toEqual({
        hub: {
          lastContactAt: null,
          failure: 'refused',
          failingSince: expect.any(String),
          clockSkewMs: null,
        },
      });
      const shown = async (cluster: string) =>
        (await store.loadCluster(cluster))?.syncObjects.map(
          o => `${o.cluster}/${o.fact.name}`,
        );
      expect(await shown('hub')).toEqual(['hub/nowhere', 'hub/own']);
      expect(await shown('one')).toEqual([
        'hub/by-name',
        'hub/by-server',
        'hub/other-namespace',
        'one/local',
        'one/flux',
      ]);
    });

    it('finds the sync objects that an entity names or selects', async () => {
      const reference = {
        engine: 'argocd',
        namespace: null,
        name: null,
        selector: null,
      } as const;
      await replace(
        'hub',
        'Application',
        applicationRow('shop', [{ destination: 'name:one', namespace: 'x' }], {
          labels: { team: 'a', tier: 'web' },
        }),
        applicationRow(
          'shop-2',
          [{ destination: 'name:two', namespace: 'x' }],
          { labels: { team: 'a', tier: 'db' } },
        ),
      );
      await replace(
        'two',
        'Application',
        applicationRow('shop', [{ destination: 'self', namespace: 'x' }], {
          namespace: 'argo',
          labels: { team: 'b' },
        }),
      );
      await replace('one', 'Kustomization', kustomizationRow('shop', []));
      await replace('two', 'Kustomization', kustomizationRow('shop', []));
      const entity = (
        name: string,
        claims: string[],
        ...references: object[]
      ) =>
        claimingEntity(name, claims, {
          syncObjects: references.map(r => ({ ...reference, ...r })),
        });
      await store.putEntities([
        entity('near', ['one/absent'], { name: 'shop' }),
        entity('anywhere', [], { name: 'shop' }),
        entity('far', ['odd/absent'], { name: 'shop', namespace: 'argo' }),
        entity('flux', ['two/absent'], { engine: 'flux', name: 'shop' }),
        entity('selects', [], { selector: 'team=a' }),
        entity('selects-near', ['two/absent'], {
          selector: 'tier,team in (a,b)',
        }),
        entity('both', [], { name: 'shop', selector: 'team!=a' }),
        entity(
          'everything',
          [],
          { selector: '!team' },
          {},
          { selector: '=' },
          { name: 'shop', selector: 'a b' },
        ),
        entity('two', [], { name: 'shop-2' }, { selector: 'team=a,tier=db' }),
      ]);
      expect(await syncNames('near')).toEqual(['hub/shop']);
      expect(await syncNames('anywhere')).toEqual(['hub/shop', 'two/shop']);
      expect(await syncNames('far')).toEqual(['two/shop']);
      expect(await syncNames('flux')).toEqual(['two/shop']);
      expect(await syncNames('selects')).toEqual(['hub/shop', 'hub/shop-2']);
      expect(await syncNames('selects-near')).toEqual(['hub/shop-2']);
      expect(await syncNames('both')).toEqual(['two/shop']);
      expect(await syncNames('everything')).toEqual([]);
      expect(await syncNames('two')).toEqual(['hub/shop-2']);
    });
  });

  describe('loadCluster and listClusters', () => {
    it('shows all of one cluster', async () => {
      await replace('one', 'Namespace', namespaceRow('b'), namespaceRow('a'));
      await replace('one', 'Schedule', scheduleRow('s'));
      await replace(
        'one',
        'BackupStorageLocation',
        storageLocationRow('good'),
        storageLocationRow('bad', { phase: 'Unavailable' }),
      );
      await replace('one', 'Backup', backupRow('run'));
      await store.putEntities([
        claimingEntity('x', ['one/a', 'b', 'one/missing']),
        claimingEntity('y', ['a']),
        claimingEntity('z', ['two/a']),
      ]);
      const detail = await store.loadClusterDetail('one');
      expect(detail).toMatchObject({
        summary: {
          name: 'one',
          title: 'Production 01',
          environment: 'production',
          definedAt: 'veleroManager.clusters[one]',
          unwatchable: null,
          argocd: { names: [], servers: [] },
          assessment: null,
          schedules: 1,
          storageLocations: { total: 2, available: 1 },
          entities: 2,
          kinds: { Namespace: { objects: 2, state: 'pending' } },
        },
        syncObjects: [],
      });
      expect(detail?.facts.namespaces.map(n => n.name)).toEqual(['a', 'b']);
      expect(detail?.facts.runs.map(n => n.name)).toEqual(['run']);
      await expect(store.loadCluster('missing')).resolves.toBeNull();
      await expect(store.loadClusterDetail('missing')).resolves.toBeNull();
      const clusters = await store.listClusters(null);
      expect(clusters.map(c => [c.name, c.entities, c.unwatchable])).toEqual([
        ['hub', 0, null],
        ['odd', 0, 'Needs a browser'],
        ['one', 2, null],
        ['two', 1, null],
      ]);
      expect(clusters[2]).toEqual(detail?.summary);
    });

    const name = (...values: string[]): ClusterFilter => ({
      field: 'name',
      values,
    });
    const environment = (...values: string[]): ClusterFilter => ({
      field: 'environment',
      values,
    });
    it.each<[PermissionCriteria<ClusterFilter>, string[]]>([
      [name('one', 'two', 'missing'), ['one', 'two']],
      [name(), []],
      [environment('production'), ['one']],
      [{ not: environment('production') }, ['hub', 'odd', 'two']],
      [{ not: { not: environment('production') } }, ['one']],
      [{ anyOf: [environment('production'), name('odd')] }, ['odd', 'one']],
      [
        { allOf: [environment('production', 'staging'), { not: name('two') }] },
        ['one'],
      ],
      [
        { not: { anyOf: [name('one'), environment('staging')] } },
        ['hub', 'odd'],
      ],
      [
        {
          allOf: [
            { anyOf: [name('one'), name('two')] },
            { anyOf: [name('two'), name('hub')] },
          ],
        },
        ['two'],
      ],
    ])('filters by %j', async (filter, expected) => {
      const clusters = await store.listClusters(filter);
      expect(clusters.map(cluster => cluster.name)).toEqual(expected);
    });
  });
});
