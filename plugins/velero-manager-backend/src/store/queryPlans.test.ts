import {
  Exemption,
  FactByKind,
  FactKind,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import {
  applicationRow,
  backupRow,
  claimingEntity,
  defineCluster,
  factRow,
  kustomizationRow,
  namespaceRow,
  scheduleRow,
  storageLocationRow,
} from './__testUtils__/facts';
import { findWholeScans, recordStatements } from './__testUtils__/explain';
import {
  createTestDatabases,
  emptyAssessment,
  openStore,
} from './__testUtils__/openStore';
import { DatabaseStore } from './DatabaseStore';
import { isPostgres } from './dialect';
import { HistoryFilter } from './historyTypes';

jest.setTimeout(120_000);

const databases = createTestDatabases();

/** The tables that grow with the fleet; the others have a row a cluster. */
const LARGE_TABLES = [
  'facts',
  'fact_scopes',
  'fact_targets',
  'fact_labels',
  'positions',
  'entities',
  'entity_claims',
  'entity_sync_references',
  'subjects',
  'assessments',
  'verdict_parts',
  'transitions',
  'exemptions',
  'outbox',
  'runs',
  'restores',
  'delete_requests',
  'volume_copies',
  'sync_operations',
  'history_scopes',
];

/** What identifies a fact of any kind, with what a test says of it. */
function engineFact<K extends FactKind>(
  _kind: K,
  name: string,
  rest: object,
): FactByKind[K] {
  return {
    namespace: 'velero',
    name,
    uid: `uid-${name}`,
    ...rest,
  } as unknown as FactByKind[K];
}

const claimRow = (name: string) =>
  factRow(
    'PersistentVolumeClaim',
    engineFact('PersistentVolumeClaim', 'data', { namespace: name }),
  );
const volumeRow = (name: string) =>
  factRow(
    'LonghornVolume',
    engineFact('LonghornVolume', name, {
      claim: { namespace: name, name: 'data' },
    }),
  );
const databaseRow = (name: string) =>
  factRow(
    'PostgresCluster',
    engineFact('PostgresCluster', 'db', { namespace: name }),
  );
const postgresBackupRow = (name: string, i = 0) =>
  factRow(
    'PostgresBackup',
    engineFact('PostgresBackup', name, {
      namespace: `n${i % 5}`,
      cluster: 'db',
      scheduledBackup: 'daily',
      method: 'plugin',
      phase: 'completed',
    }),
    { occurredAt: new Date(Date.UTC(2026, 0, 1, i)).toISOString() },
  );
const copyRow = (name: string, i = 0) =>
  factRow(
    'DataUpload',
    engineFact('DataUpload', name, {
      sourceNamespace: `n${i % 20}`,
      claimUid: `uid-${i % 2}`,
      phase: 'Completed',
    }),
    { occurredAt: new Date(Date.UTC(2026, 0, 1, i)).toISOString() },
  );
const sourceRow = (name: string) =>
  factRow(
    'GitRepository',
    engineFact('GitRepository', name, {
      kind: 'GitRepository',
      namespace: 'flux-system',
    }),
  );

const exemptionOf = (namespace: string): Exemption => ({
  environment: null,
  cluster: null,
  namespace,
  claims: null,
  reason: 'Made anew.',
  approver: 'amelia',
  expiresAt: null,
});

const jan = (day: number) => new Date(Date.UTC(2026, 0, day));

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
    await replace('BackupStorageLocation', [
      storageLocationRow('default', { prefix: cluster }),
    ]);
    await replace('PersistentVolumeClaim', named(20, claimRow));
    await replace('LonghornVolume', named(20, volumeRow));
    await replace(
      'LonghornBackup',
      named(60, (name, i) =>
        factRow(
          'LonghornBackup',
          engineFact('LonghornBackup', name, {
            volume: `n${i % 20}`,
            backupTarget: 'default',
            state: 'Completed',
          }),
          { occurredAt: '2026-01-01T00:00:00.000Z' },
        ),
      ),
    );
    await replace('PostgresCluster', named(5, databaseRow));
    await replace('PostgresBackup', named(60, postgresBackupRow));
    await replace('DataUpload', named(400, copyRow));
    await replace(
      'GitRepository',
      named(3, name => sourceRow(name)),
    );
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
  await store.putExemptions(
    { name: 'main', scope: { environments: null, clusters: null } },
    named(500, exemptionOf),
  );
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
    if (isPostgres(knex)) {
      // Nobody tells SQLite what it holds: its plans must be good without.
      await knex.raw('analyze');
    }
  });

  /** The statements that read the whole of a large table, of how many in all. */
  const inspect = async (run: () => Promise<unknown>) => {
    const statements = await recordStatements(knex, run);
    const wholeScans: { tables: string[]; sql: string }[] = [];
    for (const statement of statements) {
      const scans = await findWholeScans(knex, statement);
      const tables = scans.filter(table => LARGE_TABLES.includes(table));
      if (tables.length > 0) {
        wholeScans.push({ tables, sql: statement.sql });
      }
    }
    return { count: statements.length, wholeScans };
  };
  const bounded = { count: expect.any(Number), wholeScans: [] };

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
      const { objects } = loaded!.facts.clusters[0];
      expect(objects.PersistentVolumeClaim).toHaveLength(2);
      // Ten of each claim, of the twenty that are kept.
      expect(objects.DataUpload).toHaveLength(20);
      expect(objects.LonghornBackup).toHaveLength(6);
      expect(loaded?.facts.syncObjects.map(o => o.fact.name)).toEqual([
        'n1-n0',
        'n1-n2',
        'n1-n3',
        'n1-n4',
        'n3',
        'n4',
      ]);
    };
    const { count, wholeScans } = await inspect(() => load(store));
    expect(wholeScans).toEqual([]);
    expect(count).toBeGreaterThan(5);
    expect(count).toBeLessThanOrEqual(24);
    const smallKnex = await databases.init(databaseId);
    const small = await openStore(smallKnex);
    await fillFleet(small, 2);
    const statements = await recordStatements(smallKnex, () => load(small));
    expect(statements).toHaveLength(count);
  });

  it('of entities that are loaded together are hardly more than of one', async () => {
    const load = (count: number) =>
      inspect(async () => {
        const refs = named(count, name => `component:default/n1-${name}`);
        const loaded = await store.loadEntities(refs);
        expect(loaded.size).toBe(count);
      });
    const one = await load(1);
    const many = await load(12);
    expect(many).toEqual(bounded);
    // One for the sync object that each names, and one for each 200 series.
    expect(many.count).toBeLessThan(2 * one.count);
  });

  it('of the due list walk indexes', async () => {
    const part = {
      cluster: 'n1',
      protection: {
        state: 'HEALTHY',
        reason: 'healthy',
        message: 'Healthy.',
        validUntil: null,
      },
      sync: null,
    } as const;
    const judge = async () => {
      const [subject, other] = await store.claim({
        limit: 2,
        claimSeconds: 60,
      });
      await store.complete(subject, { ...emptyAssessment, parts: [part] });
      await store.release(other, { retryAfterMs: 1 });
      await store.nextDueInMs();
      await store.transitions(subject, 10);
    };
    await expect(inspect(judge)).resolves.toEqual(bounded);
  });

  it('of the outbox walk indexes', async () => {
    await store.outbox.attend('test', { absentAfterMs: 1, quietMs: 1 });
    const due = await store.claim({ limit: 200, claimSeconds: 60 });
    const judged = due.map(subject => ({
      subject,
      assessment: {
        ...emptyAssessment,
        contact: { state: 'silent', reason: 'x', message: 'No contact.' },
      },
    }));
    await store.completeAll(judged.slice(2));
    // The other tables are known as the fleet has filled them.
    await knex.raw('analyze outbox');
    const tell = async () => {
      await store.completeAll(judged.slice(0, 2));
      const [first, second, third] = await store.outbox.claim({
        ...{ consumer: 'test', limit: 3, claimMs: 60_000 },
      });
      await store.outbox.settle(first, 'silent');
      await store.outbox.postpone(second, second.now);
      await store.outbox.retry(third, third.now);
    };
    await expect(inspect(tell)).resolves.toEqual(bounded);
  });

  it.each([
    ['Namespace', namespaceRow('n1', { phase: 'Terminating' })],
    ['Schedule', scheduleRow('n1', { paused: true })],
    ['Backup', backupRow('n1', { phase: 'Failed' })],
    ['Kustomization', kustomizationRow('n1', ['n7'])],
    ['PersistentVolumeClaim', claimRow('n1')],
    ['DataUpload', copyRow('n1')],
    [
      'LonghornBackup',
      factRow(
        'LonghornBackup',
        engineFact('LonghornBackup', 'n1', {
          volume: 'n1',
          backupTarget: 'default',
          state: 'Error',
        }),
      ),
    ],
    ['GitRepository', sourceRow('flux-system')],
    [
      'Application',
      applicationRow('n1', [{ destination: 'self', namespace: 'n2' }]),
    ],
  ] as const)('of a change of a %s walk indexes', async (kind, row) => {
    const scope = { cluster: 'n1', kind };
    const change = async () => {
      const rows = [row];
      await store.apply(scope, { type: 'upserted', rows, malformed: 0 });
      await store.apply(scope, { type: 'removed', keys: rows });
      await store.apply(scope, { type: 'replaced', rows, malformed: 0 });
    };
    await expect(inspect(change)).resolves.toEqual(bounded);
  });

  it('of statuses and contact walk indexes', async () => {
    const scope = { cluster: 'n1', kind: 'Schedule' } as const;
    const report = async () => {
      await store.setKindStatus(scope, {
        state: 'failed',
        message: 'broken',
        syncedAt: null,
      });
      await store.recordContact('n1');
      await store.recordContactFailure('n1', 'refused');
    };
    await expect(inspect(report)).resolves.toEqual(bounded);
  });

  it('of silence walk indexes', async () => {
    const stale = { reconciledAt: '2026-01-01T00:00:00.000Z' };
    const validated = { lastValidatedAt: '2026-01-01T00:00:00.000Z' };
    for (const row of [
      applicationRow('n1', [{ destination: 'self', namespace: 'n2' }], stale),
      storageLocationRow('n1', validated),
    ]) {
      const kind =
        'engine' in row.fact ? row.fact.kind : 'BackupStorageLocation';
      await store.apply(
        { cluster: 'n1', kind },
        { type: 'upserted', rows: [row], malformed: 0 },
      );
    }
    await store.recordContact('n1');
    const { count, wholeScans } = await inspect(() => store.markSilence());
    expect(wholeScans).toEqual([]);
    // To look takes two: it found what is stale, and marked.
    expect(count).toBeGreaterThan(6);
  });

  it.each<[string, HistoryFilter]>([
    ['all clusters', { places: null }],
    [
      'those that may be read',
      { places: null, within: { field: 'name', values: ['n1', 'n2'] } },
    ],
    [
      'a schedule since a moment',
      { places: null, since: jan(1), schedules: ['n1'] },
    ],
    [
      'some clusters',
      { places: named(20, cluster => ({ cluster, namespaces: null })) },
    ],
    ['a namespace', { places: [{ cluster: 'n1', namespaces: ['n3'] }] }],
    [
      'many clusters',
      { places: named(120, cluster => ({ cluster, namespaces: null })) },
    ],
  ])('of the history of %s walk indexes', async (_, filter) => {
    const after = { occurredAt: jan(2).getTime(), cluster: 'n1', uid: 'x' };
    const list = async () => {
      await store.history.listRuns(filter, { limit: 50, after });
      await store.history.listRestores(filter, { limit: 50, after });
      await store.history.listRuns(filter, { limit: 50, after: null });
      await store.history.listRestores(filter, { limit: 50, after: null });
    };
    const { count, wholeScans } = await inspect(list);
    expect(wholeScans).toEqual([]);
    // Each finds its clusters, where what is newest is, the rows of 50 clusters
    // at a time, and what they took.
    const rounds = Math.ceil((filter.places?.length ?? 1) / 50);
    expect(count).toBeLessThanOrEqual(4 * (3 + rounds));
  });

  it('of sums over history walk indexes', async () => {
    const window = { cluster: 'n1', since: jan(1), until: jan(2) };
    const count = async () => {
      await store.history.listPastRuns({
        schedules: named(50, name => ({
          ...{ cluster: 'n1', namespace: 'velero', name },
        })),
        since: window.since,
      });
      await store.history.sumBytes(window);
    };
    await expect(inspect(count)).resolves.toEqual({ ...bounded, count: 2 });
  });

  it('of retention walk indexes', async () => {
    await store.apply(
      { cluster: 'n29', kind: 'Backup' },
      { type: 'replaced', rows: [], malformed: 0 },
    );
    const retention = {
      ...{ runsMs: 1, syncOperationsMs: 1 },
      // All of a small table are not looked up one by one.
      ...{ bytesMs: 1, transitionsMs: 86_400_000 },
    };
    await expect(
      inspect(() => store.history.sweep(retention)),
    ).resolves.toEqual(bounded);
  });

  it('of exemptions walk indexes', async () => {
    const put = () =>
      store.putExemptions(
        { name: 'other', scope: { environments: null, clusters: null } },
        [exemptionOf('n3')],
      );
    await expect(inspect(put)).resolves.toEqual(bounded);
  });

  it('of a cluster walk indexes', async () => {
    await expect(inspect(() => store.loadClusterDetail('n1'))).resolves.toEqual(
      bounded,
    );
  });
});
