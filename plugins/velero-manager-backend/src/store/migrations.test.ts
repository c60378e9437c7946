import { Knex } from 'knex';
import { createTestDatabases } from './__testUtils__/openStore';
import { migrationsFolder } from './createDatabaseStore';

jest.setTimeout(60_000);

const databases = createTestDatabases();

/** A row for every table, as a running portal would hold it. */
const rows: Record<string, object> = {
  clusters: {
    name: 'one',
    title: 'One',
    environment: null,
    defined_at: 'veleroManager.clusters[0]',
    url: null,
    unwatchable: null,
    argocd: '{"names":[],"servers":[]}',
  },
  cluster_destinations: { destination: 'name:one', cluster: 'one' },
  contacts: {
    cluster: 'one',
    last_contact_at: 1_795_000_000_000,
    failure: null,
    failing_since: null,
    clock_skew_ms: -1_500,
    kubernetes_versions: '["v1.34.2"]',
  },
  kind_status: {
    cluster: 'one',
    kind: 'Schedule',
    state: 'synced',
    message: null,
    synced_at: 1_795_000_000_000,
    malformed: 0,
    objects: 1,
    awaited: false,
  },
  facts: {
    cluster: 'one',
    kind: 'Schedule',
    namespace: 'velero',
    name: 'daily',
    uid: 'uid',
    resource_version: '1',
    hash: 'hash',
    owner: null,
    scope: null,
    outcome: null,
    occurred_at: null,
    data: '{}',
    belongs_to: 'shop',
    series: 'data',
    good: false,
    history: 'digest',
    fresh_until: 1_795_000_000_000,
  },
  positions: {
    cluster: 'one',
    kind: 'Schedule',
    namespace: '',
    resource_version: '4711',
    basis: 'uid/v1/1',
  },
  fact_scopes: {
    cluster: 'one',
    kind: 'Schedule',
    namespace: 'velero',
    owner: 'daily',
    scope: 'digest',
    included: '["shop"]',
    excluded: '[]',
    stamp: 'mV3n',
  },
  fact_targets: {
    cluster: 'one',
    kind: 'Application',
    namespace: 'argocd',
    name: 'app',
    destination: 'self',
    target_namespace: 'shop',
  },
  fact_labels: {
    cluster: 'one',
    kind: 'Application',
    namespace: 'argocd',
    name: 'app',
    label: 'team',
    value: 'a',
  },
  entities: {
    entity_ref: 'component:default/shop',
    title: 'Shop',
    owner: null,
    claims: '{}',
  },
  entity_claims: {
    entity_ref: 'component:default/shop',
    cluster: '',
    namespace: 'shop',
  },
  entity_sync_references: {
    entity_ref: 'component:default/shop',
    ordinal: 0,
    kind: 'Application',
    name: 'app',
    selector: null,
  },
  subjects: {
    id: 'id',
    type: 'cluster',
    ref: 'one',
    due_at: null,
    marked: false,
    ticket: null,
    claimed_until: null,
  },
  assessments: {
    subject_id: 'id',
    protection_state: 'HEALTHY',
    sync_state: null,
    contact_state: null,
    last_good_at: null,
    objective_met: null,
    valid_until: null,
    assessed_at: 1_795_000_000_000,
  },
  verdict_parts: {
    subject_id: 'id',
    ordinal: 0,
    cluster: 'one',
    protection_state: 'HEALTHY',
    protection_reason: 'healthy',
    protection_message: 'Healthy.',
    protection_valid_until: null,
    sync_state: null,
    sync_reason: null,
    sync_message: null,
    sync_valid_until: null,
  },
  transitions: {
    subject_id: 'id',
    type: 'cluster',
    ref: 'one',
    aspect: 'protection',
    from_state: null,
    to_state: 'HEALTHY',
    reason: 'healthy',
    message: 'Healthy.',
    at: 1_795_000_000_000,
  },
  changes: {
    id: 'id',
    identity: 'schedule-save/production/one/shop-daily',
    repository: 'main',
    branch: 'feature/velero-manager/schedule-save/production/one/shop-daily',
    number: 12,
    url: 'https://github.com/your-org/config/pull/12',
    title: 'Add schedule',
    intent: '{}',
    requester: 'user:default/amelia',
    requester_logins: '[]',
    environment: 'production',
    cluster: 'one',
    plan_hash: 'hash',
    schedules: '[]',
    approvals_required: 2,
    approvals_given: 0,
    state: 'proposed',
    proposed_at: 1_795_000_000_000,
    approved_at: null,
    merged_at: null,
    applied_at: null,
    accepted_at: null,
    first_run_good_at: null,
    closed_at: null,
    etag: null,
    due_at: 1_795_000_000_000,
    objects: '[]',
    merges_itself: false,
    notes: '["Could not ask for reviews."]',
  },
  policy_turns: {
    repository: 'main',
    ticket: 'ticket',
    held_until: 1_795_000_000_000,
  },
  change_clusters: {
    change_id: 'id',
    cluster: 'two',
    ordinal: 1,
    identity: 'schedule-save/production/two/shop-daily',
    schedules: '[]',
    objects: '[]',
    applied_at: 1_795_000_000_000,
    accepted_at: null,
    first_run_good_at: null,
    lag: '{"reason":"not_accepted","since":null}',
  },
  replicas: { id: 'one', expires_at: 1_795_000_000_000 },
  replica_clusters: { replica: 'one', cluster: 'one', followable: false },
  leases: { cluster: 'one', holder: null, fencing: 7 },
  collections: {
    cluster: 'one',
    told_at: 1_795_000_000_000,
    status: '{}',
  },
  outbox_consumers: {
    name: 'notifications',
    seen_at: 1_795_000_000_000,
    quiet_until: 1_795_000_000_000,
  },
  outbox: {
    subject_id: 'id',
    aspect: 'protection',
    consumer: 'notifications',
    told_state: 'HEALTHY',
    transition_id: 1,
    pending_since: 1_795_000_000_000,
    due_at: null,
    attempts: 0,
    ticket: null,
    claimed_until: null,
  },
  runs: {
    cluster: 'one',
    engine: 'velero',
    namespace: 'velero',
    name: 'daily-20261120020000',
    uid: 'uid',
    schedule: 'daily',
    target: null,
    scope: 'digest',
    storage_location: 'default',
    origin: 'local',
    phase: 'Completed',
    outcome: 'good',
    created_at: 1_795_000_000_000,
    started_at: 1_795_000_001_000,
    completed_at: null,
    occurred_at: 1_795_000_001_000,
    expires_at: null,
    errors: 0,
    warnings: 2,
    items_total: 128,
    items_backed_up: 128,
    gone_at: null,
  },
  history_scopes: {
    cluster: 'one',
    scope: 'digest',
    included: '["shop"]',
    excluded: '[]',
  },
  restores: {
    cluster: 'one',
    namespace: 'velero',
    name: 'drill',
    uid: 'uid',
    backup: 'daily-20261120020000',
    schedule: null,
    scope: 'digest',
    namespace_mapping: '{}',
    phase: 'Completed',
    outcome: 'good',
    created_at: 1_795_000_000_000,
    started_at: null,
    completed_at: null,
    occurred_at: 1_795_000_000_000,
    errors: 0,
    warnings: 0,
    items_restored: 61,
  },
  delete_requests: {
    cluster: 'one',
    namespace: 'velero',
    name: 'daily-20261120020000-x',
    uid: 'uid',
    backup: 'daily-20261120020000',
    backup_uid: null,
    phase: 'Processed',
    cause: null,
    occurred_at: 1_795_000_000_000,
  },
  volume_copies: {
    cluster: 'one',
    path: 'fs-backup',
    namespace: 'velero',
    name: 'daily-20261120020000-y',
    backup: 'daily-20261120020000',
    volume_namespace: 'shop',
    claim: 'data',
    volume: 'data',
    storage_location: 'default',
    node: 'worker-1',
    outcome: 'good',
    started_at: null,
    completed_at: null,
    occurred_at: 1_795_000_000_000,
    bytes_total: 10_737_418_240,
    bytes_done: 10_737_418_240,
  },
  sync_operations: {
    cluster: 'one',
    kind: 'Application',
    namespace: 'argocd',
    name: 'app',
    occurred_at: 1_795_000_000_000,
    started_at: 1_795_000_000_000,
    finished_at: null,
    revision: 'aaa',
    phase: 'Running',
    outcome: 'running',
    initiated_by: 'amelia',
  },
  exemptions: {
    repository: 'main',
    ordinal: 0,
    namespace: 'shop',
    scope: '{}',
    data: '{}',
  },
};

const CLUSTERS_OF_SCHEDULES = '20261126140000_clusters_of_every_schedule.js';

const isPostgres = (knex: Knex) => knex.client.config.client === 'pg';

async function listTables(knex: Knex): Promise<string[]> {
  const found: { name: string }[] = isPostgres(knex)
    ? await knex('information_schema.tables')
        .where({ table_schema: 'public' })
        .select('table_name as name')
    : await knex('sqlite_master').where({ type: 'table' }).select('name');
  return found
    .map(table => table.name)
    .filter(name => !/^(knex_|sqlite_)/.test(name))
    .sort();
}

describe.each(databases.eachSupportedId())('migrations, %p', databaseId => {
  it('lead up and down over tables that hold rows', async () => {
    const knex = await databases.init(databaseId);
    const config = { directory: migrationsFolder() };
    for (const round of [1, 2]) {
      await knex.migrate.latest(config);
      expect(await listTables(knex)).toEqual(Object.keys(rows).sort());
      for (const [table, row] of Object.entries(rows)) {
        await knex(table).insert(row);
        const [{ id: _, ...stored }] = await knex(table).select();
        const { id: __, ...given } = row as { id?: unknown };
        // PostgreSQL gives big integers as text, SQLite switches as numbers.
        const plain = (value: object) =>
          Object.entries(value).map(([key, v]) => [
            key,
            v === null ? null : String(v === false ? 0 : v),
          ]);
        expect(plain(stored)).toEqual(plain(given));
      }
      await knex.migrate.rollback(config, true);
      expect([round, await listTables(knex)]).toEqual([round, []]);
    }
  });

  it('note of earlier changes in one cluster how far each is there', async () => {
    const knex = await databases.init(databaseId);
    const config = { directory: migrationsFolder() };
    await knex.migrate.latest(config);
    const { changes } = rows;
    const schedules = '[{"name":"shop-daily"}]';
    const put = async (id: string, change: object) =>
      knex('changes').insert({
        ...{ ...changes, id, number: id.charCodeAt(0) },
        ...{ schedules, accepted_at: 1_795_000_000_000, ...change },
      });
    await put('a', {});
    await put('b', { schedules: '[]', objects: '[{}]' });
    await put('c', { cluster: '' });
    await put('d', {});
    const several = ['one', 'two'].map((cluster, ordinal) => ({
      ...{ ...rows.change_clusters, change_id: 'd', cluster, ordinal },
    }));
    await knex('change_clusters').insert(several);
    const list = async () =>
      (await knex('change_clusters').orderBy(['change_id', 'ordinal'])).map(
        ({ change_id: id, cluster, accepted_at: at }) => [
          ...[id, cluster, at === null ? null : Number(at)],
        ],
      );
    const before = [
      ['d', 'one', null],
      ['d', 'two', null],
    ];
    await knex.migrate.down({ ...config, name: CLUSTERS_OF_SCHEDULES });
    expect(await list()).toEqual(before);
    await knex.migrate.up({ ...config, name: CLUSTERS_OF_SCHEDULES });
    expect(await list()).toEqual([['a', 'one', 1_795_000_000_000], ...before]);
    const [{ identity, schedules: held, lag }] = await knex('change_clusters')
      .where({ change_id: 'a' })
      .select();
    expect({ identity, held, lag }).toEqual({
      ...{ identity: 'schedule-save/production/one/shop-daily' },
      ...{ held: schedules, lag: null },
    });
    await knex.migrate.down({ ...config, name: CLUSTERS_OF_SCHEDULES });
    expect(await list()).toEqual(before);
  });

  it('comment every table and column where the database can', async () => {
    const knex = await databases.init(databaseId);
    const { sql } = await collectSql(knex);
    const expected = Object.entries(rows).flatMap(([table, row]) =>
      isPostgres(knex)
        ? [
            `comment on table "${table}" is`,
            ...Object.keys(row).map(
              column => `comment on column "${table}"."${column}" is`,
            ),
          ]
        : [`create table \`${table}\``],
    );
    expect(expected.filter(statement => !sql.includes(statement))).toEqual([]);
  });
});

async function collectSql(knex: Knex): Promise<{ sql: string }> {
  const statements: string[] = [];
  knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
  await knex.migrate.latest({ directory: migrationsFolder() });
  return { sql: statements.join('\n') };
}
