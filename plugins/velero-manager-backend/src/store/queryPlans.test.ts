import { Knex } from 'knex';
import {
  applicationRow,
  backupRow,
  claimingEntity,
  defineCluster,
  kustomizationRow,
  namespaceRow,
  scheduleRow,
  storageLocationRow,
} from './__fixtures__/facts';
import { findWholeScans, recordStatements } from './__fixtures__/explain';
import {
  createTestDatabases,
  emptyAssessment,
  openStore,
} from './__fixtures__/openStore';
import { DatabaseStore } from './DatabaseStore';

jest.setTimeout(120_000);

const databases = createTestDatabases();

/** The tables that grow with the fleet; the others have a row a cluster. */
const LARGE_TABLES = [
  'facts',
  'fact_targets',
  'fact_labels',
  'entities',
  'entity_claims',
  'entity_sync_references',
  'subjects',
  'assessments',
  'verdict_parts',
  'transitions',
];

const named = <T>(count: number, make: (name: string, i: number) => T) =>
  Array.from({ length: count }, (_, i) => make(`n${i}`, i));

async function fillFleet(store: DatabaseStore, clusters: number) {
  const names = named(clusters, name => name);
  await store.putClusters([
    defineCluster('hub'),
    ...names.map(name => defineCluster(name)),
  ]);
  for (const cluster of names) {
    const replace = (
      kind: Parameters<DatabaseStore['apply']>[0]['kind'],
      rows: ReturnType<typeof namespaceRow>[],
    ) =>
      store.apply({ cluster, kind }, { type: 'replaced', rows, malformed: 0 });
    await replace(
      'Namespace',
      named(20, name => namespaceRow(name)),
    );
    await replace(
      'Schedule',
      named(5, name => scheduleRow(name)),
    );
    await replace('BackupStorageLocation', [storageLocationRow('default')]);
    await replace(
      'Backup',
      named(60, (name, i) => backupRow(name, { schedule: `n${i % 5}` })),
    );
    await replace(
      'Kustomization',
      named(5, name => kustomizationRow(name, [name])),
    );
  }
  await store.apply(
    { cluster: 'hub', kind: 'Application' },
    {
      type: 'replaced',
      rows: names.flatMap(cluster =>
        named(5, name =>
          applicationRow(
            `${cluster}-${name}`,
            [{ destination: `name:${cluster}`, namespace: name }],
            { labels: { app: name, cluster } },
          ),
        ),
      ),
      malformed: 0,
    },
  );
  await store.putEntities([
    ...names.flatMap(cluster =>
      named(20, name =>
        claimingEntity(`${cluster}-${name}`, [`${cluster}/${name}`], {
          syncObjects: [
            {
              engine: 'argocd',
              namespace: null,
              name: `${cluster}-${name}`,
              selector: null,
            },
          ],
        }),
      ),
    ),
    claimingEntity('shop', ['n1/n3', 'n1/n4', 'only-here'], {
      syncObjects: [
        { engine: 'argocd', namespace: null, name: 'n1-n0', selector: null },
        {
          engine: 'argocd',
          namespace: null,
          name: null,
          selector: 'app=n2,cluster=n1',
        },
      ],
    }),
  ]);
  await store.apply(
    { cluster: 'n1', kind: 'Namespace' },
    { type: 'upserted', rows: [namespaceRow('only-here')], malformed: 0 },
  );
}

describe.each(databases.eachSupportedId())('queries, %p', databaseId => {
  let knex: Knex;
  let store: DatabaseStore;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    store = await openStore(knex);
    await fillFleet(store, 30);
    await knex.raw('analyze');
  });

  const expectBounded = async (run: () => Promise<unknown>) => {
    const statements = await recordStatements(knex, run);
    expect(statements).not.toEqual([]);
    const wholeScans: { tables: string[]; sql: string }[] = [];
    for (const statement of statements) {
      const scans = await findWholeScans(knex, statement);
      const tables = scans.filter(table => LARGE_TABLES.includes(table));
      if (tables.length > 0) {
        wholeScans.push({ tables, sql: statement.sql });
      }
    }
    expect(wholeScans).toEqual([]);
    return statements.length;
  };

  it('sees a whole scan where there is one', async () => {
    const [statement] = await recordStatements(knex, () =>
      knex('facts').where({ uid: 'x' }).select('name'),
    );
    await expect(findWholeScans(knex, statement)).resolves.toEqual(['facts']);
  });

  it('of an entity walk indexes, and are as many in a fleet of any size', async () => {
    const load = async (from: DatabaseStore) => {
      const loaded = await from.loadEntity('component:default/shop');
      expect(loaded?.facts.clusters.map(c => c.runs.length)).toEqual([60]);
      expect(loaded?.facts.syncObjects.map(o => o.fact.name)).toEqual([
        'n1-n0',
        'n1-n2',
        'n1-n3',
        'n1-n4',
        'n3',
        'n4',
      ]);
    };
    const count = await expectBounded(() => load(store));
    expect(count).toBeLessThanOrEqual(15);
    const smallKnex = await databases.init(databaseId);
    const small = await openStore(smallKnex);
    await fillFleet(small, 2);
    const statements = await recordStatements(smallKnex, () => load(small));
    expect(statements).toHaveLength(count);
  });

  it('of the due list walk indexes', async () => {
    await expectBounded(() => store.nextDueInMs());
    await expectBounded(async () => {
      const [subject, other] = await store.claim({
        limit: 2,
        claimSeconds: 60,
      });
      await store.complete(subject, {
        ...emptyAssessment,
        parts: [
          {
            cluster: 'n1',
            protection: {
              state: 'HEALTHY',
              reason: 'healthy',
              message: 'Healthy.',
              validUntil: null,
            },
            sync: null,
          },
        ],
      });
      await store.release(other, { retryAfterMs: 1 });
      await store.transitions(subject, 10);
    });
  });

  it('of a change walk indexes', async () => {
    const cluster = 'n1';
    const changes = [
      ['Namespace', namespaceRow('n1', { phase: 'Terminating' })],
      ['Schedule', scheduleRow('n1', { paused: true })],
      ['Backup', backupRow('n1', { phase: 'Failed' })],
      ['Kustomization', kustomizationRow('n1', ['n7'])],
      [
        'Application',
        applicationRow('n1', [{ destination: 'self', namespace: 'n2' }]),
      ],
    ] as const;
    for (const [kind, row] of changes) {
      await expectBounded(() =>
        store.apply(
          { cluster, kind },
          { type: 'upserted', rows: [row], malformed: 0 },
        ),
      );
      await expectBounded(() =>
        store.apply({ cluster, kind }, { type: 'removed', keys: [row] }),
      );
    }
    await expectBounded(() =>
      store.apply(
        { cluster, kind: 'Backup' },
        { type: 'replaced', rows: [backupRow('only')], malformed: 0 },
      ),
    );
    await expectBounded(() =>
      store.setKindStatus(
        { cluster, kind: 'Schedule' },
        { state: 'failed', message: 'broken', syncedAt: null },
      ),
    );
    await expectBounded(async () => {
      await store.recordContact(cluster);
      await store.recordContactFailure(cluster, 'refused');
    });
  });

  it('of a cluster walk indexes', async () => {
    await expectBounded(() => store.loadCluster('n1'));
  });
});
