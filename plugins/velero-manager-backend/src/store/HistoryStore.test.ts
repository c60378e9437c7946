import {
  ApplicationFact,
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
  scopeOf,
} from './__testUtils__/facts';
import {
  createTestDatabases,
  emptyAssessment,
  openStore,
  settle,
} from './__testUtils__/openStore';
import { DatabaseStore } from './DatabaseStore';
import { HistoryFilter, HistoryPosition, Retention } from './historyTypes';
import { FactRow } from './types';

jest.setTimeout(60_000);

const databases = createTestDatabases();

const DAY_MS = 86_400_000;
const forEver: Retention = {
  runsMs: 3650 * DAY_MS,
  syncOperationsMs: 3650 * DAY_MS,
  bytesMs: 3650 * DAY_MS,
  transitionsMs: 3650 * DAY_MS,
};
const at = (time: string, day = '2026-01-01') => `${day}T${time}:00.000Z`;

/** What identifies a fact of any kind, with what a test says of it. */
function fact<K extends FactKind>(
  kind: K,
  name: string,
  rest: object,
): FactRow {
  return factRow(kind, {
    namespace: 'velero',
    name,
    uid: `uid-${name}`,
    createdAt: at('00:00'),
    ...rest,
  } as unknown as FactByKind[K]);
}

const restoreRow = (name: string, rest: object = {}) =>
  fact('Restore', name, {
    backup: 'nightly-1',
    schedule: null,
    includedNamespaces: ['shop'],
    excludedNamespaces: [],
    namespaceMapping: { shop: 'drill' },
    phase: 'Completed',
    startedAt: at('00:01'),
    completedAt: at('00:02'),
    errors: 0,
    warnings: 1,
    itemsRestored: 7,
    ...rest,
  });
const copyRow = (name: string, rest: object = {}) =>
  fact('DataUpload', name, {
    path: 'data-mover',
    backup: 'nightly-1',
    sourceNamespace: 'shop',
    claim: 'data',
    pod: null,
    storageLocation: 'default',
    node: 'worker-1',
    phase: 'Completed',
    startedAt: at('01:00'),
    completedAt: at('01:05'),
    totalBytes: 10_000_000_000,
    bytesDone: 1_000,
    ...rest,
  });

describe.each(databases.eachSupportedId())('HistoryStore, %p', databaseId => {
  let knex: Knex;
  let store: DatabaseStore;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    store = await openStore(knex);
    await store.putClusters([defineCluster('one'), defineCluster('two')]);
  });

  const upsert = (kind: FactKind, rows: FactRow[], cluster = 'one') =>
    store.apply({ cluster, kind }, { type: 'upserted', rows, malformed: 0 });
  const replace = (kind: FactKind, rows: FactRow[], cluster = 'one') =>
    store.apply({ cluster, kind }, { type: 'replaced', rows, malformed: 0 });
  const all = (filter: Partial<HistoryFilter> = {}) =>
    store.history.listRuns(
      { places: null, ...filter },
      { limit: 500, after: null },
    );
  const names = async (filter: Partial<HistoryFilter> = {}) =>
    (await all(filter)).items.map(run => `${run.cluster}/${run.name}`);

  it('keeps a run when its Backup is gone, and says when that was', async () => {
    const row = backupRow('nightly-1', {
      schedule: 'nightly',
      scope: scopeOf(['shop'], ['tmp']),
      itemsTotal: 12,
      itemsBackedUp: 11,
      errors: 1,
      phase: 'PartiallyFailed',
    });
    await replace('Backup', [row]);
    expect((await all()).items).toEqual([
      {
        cluster: 'one',
        engine: 'velero',
        namespace: 'velero',
        name: 'nightly-1',
        uid: 'uid-nightly-1',
        schedule: 'nightly',
        database: null,
        scope: { included: ['shop'], excluded: ['tmp'] },
        storageLocation: 'default',
        origin: 'local',
        phase: 'PartiallyFailed',
        outcome: 'partial',
        createdAt: at('00:00'),
        startedAt: at('00:00'),
        completedAt: at('00:05'),
        expiresAt: null,
        errors: 1,
        warnings: 0,
        itemsTotal: 12,
        itemsBackedUp: 11,
        goneAt: null,
      },
    ]);
    await replace('Backup', []);
    expect((await all()).items).toMatchObject([
      { outcome: 'partial', goneAt: expect.stringMatching(/Z$/) },
    ]);
  });

  it('does not know how a run ended that went on when it was seen last', async () => {
    await upsert('Backup', [backupRow('nightly-1', { phase: 'InProgress' })]);
    expect((await all()).items).toMatchObject([{ outcome: 'running' }]);
    await replace('Backup', []);
    expect((await all()).items).toMatchObject([{ outcome: null }]);
  });

  it('takes a Backup that came back from the bucket for the run it is of', async () => {
    const made = { schedule: 'nightly', startedAt: at('00:01') };
    await replace('Backup', [backupRow('nightly-1', made)]);
    await replace('Backup', []);
    const again = backupRow('nightly-1', {
      ...made,
      uid: 'uid-of-the-copy',
      createdAt: at('09:00'),
      phase: 'Deleting',
    });
    await replace('Backup', [again]);
    expect((await all()).items).toMatchObject([
      {
        uid: 'uid-nightly-1',
        origin: 'local',
        createdAt: at('00:00'),
        phase: 'Deleting',
        outcome: 'good',
        goneAt: null,
      },
    ]);
    await replace('Backup', []);
    expect((await all()).items).toMatchObject([{ goneAt: expect.any(String) }]);
  });

  it('tells a Backup from an earlier one of the same name', async () => {
    await replace('Backup', [backupRow('by-hand')]);
    await upsert('Backup', [
      backupRow('by-hand', {
        uid: 'another',
        createdAt: at('05:00'),
        startedAt: at('05:00'),
      }),
    ]);
    expect((await all()).items).toMatchObject([
      { uid: 'another', goneAt: null },
      { uid: 'uid-by-hand', goneAt: expect.any(String) },
    ]);
  });

  it('does not call a run gone for an end that its Backup reached', async () => {
    const updates: string[] = [];
    await replace('Backup', [backupRow('nightly-1', { phase: 'InProgress' })]);
    knex.on('query', ({ sql }: { sql: string }) => {
      if (/^update .runs/.test(sql)) {
        updates.push(sql);
      }
    });
    await upsert('Backup', [backupRow('nightly-1')]);
    expect((await all()).items).toMatchObject([
      { outcome: 'good', goneAt: null },
    ]);
    expect(updates).toEqual([]);
  });

  it('keeps what a cluster had when it is watched no more, and when it comes back', async () => {
    await replace('Backup', [backupRow('nightly-1')]);
    await store.putClusters([defineCluster('two')]);
    expect((await all()).items).toMatchObject([
      { cluster: 'one', goneAt: expect.any(String) },
    ]);
    await store.putClusters([defineCluster('one'), defineCluster('two')]);
    await replace('Backup', [backupRow('nightly-1')]);
    expect((await all()).items).toMatchObject([{ goneAt: null }]);
  });

  it('keeps runs of databases, restores and requests to delete', async () => {
    await replace('PostgresBackup', [
      fact('PostgresBackup', 'db-1', {
        namespace: 'shop',
        cluster: 'db',
        scheduledBackup: 'daily',
        phase: 'completed',
        startedAt: at('03:00'),
        stoppedAt: at('03:10'),
      }),
    ]);
    expect((await all()).items).toMatchObject([
      { engine: 'cloudnative-pg', database: 'db', scope: null },
    ]);
    await replace('Restore', [restoreRow('drill')]);
    await replace('Restore', []);
    const { items } = await store.history.listRestores(
      { places: null },
      { limit: 10, after: null },
    );
    expect(items).toEqual([
      {
        cluster: 'one',
        namespace: 'velero',
        name: 'drill',
        uid: 'uid-drill',
        backup: 'nightly-1',
        schedule: null,
        scope: { included: ['shop'], excluded: [] },
        namespaceMapping: { shop: 'drill' },
        phase: 'Completed',
        outcome: 'good',
        createdAt: at('00:00'),
        startedAt: at('00:01'),
        completedAt: at('00:02'),
        errors: 0,
        warnings: 1,
        itemsRestored: 7,
      },
    ]);
    await replace('DeleteBackupRequest', [
      fact('DeleteBackupRequest', 'gone', {
        backup: 'nightly-1',
        backupUid: null,
        phase: 'Processed',
        errors: ['access denied'],
      }),
    ]);
    await replace('DeleteBackupRequest', []);
    expect(await knex('delete_requests')).toMatchObject([
      { backup: 'nightly-1', cause: 'access denied' },
    ]);
  });

  it('writes syncs when there is news of them, not whenever their object changes', async () => {
    const operation: ApplicationFact['operation'] = {
      phase: 'Running',
      message: null,
      startedAt: at('02:00'),
      finishedAt: null,
      revisions: ['aaa'],
      retries: 0,
      initiatedBy: 'amelia',
    };
    const app = (rest: Partial<ApplicationFact>) =>
      upsert('Application', [applicationRow('app', [], rest)]);
    const written: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => {
      if (/^insert into sync_operations/.test(sql)) {
        written.push(sql);
      }
    });
    await app({ operation });
    await app({ operation, reconciledAt: at('02:01') });
    await app({ operation, reconciledAt: at('02:04') });
    expect(written).toHaveLength(1);
    await app({
      operation: { ...operation, phase: 'Succeeded', finishedAt: at('02:05') },
    });
    expect(written).toHaveLength(2);
    expect(await knex('sync_operations')).toMatchObject([
      { revision: 'aaa', outcome: 'good', initiated_by: 'amelia' },
    ]);
  });

  it('survives objects that share what tells them apart', async () => {
    await replace('Restore', [
      restoreRow('first', { uid: 'same' }),
      restoreRow('second', { uid: 'same' }),
    ]);
    expect(await knex('restores')).toHaveLength(1);
  });

  it('pages through runs, each once, though many began at one moment', async () => {
    const made = (cluster: string, n: number) =>
      backupRow(`${cluster}-${n}`, {
        uid: `uid-${n}`,
        startedAt: at(`0${n % 3}:00`),
      });
    for (const cluster of ['one', 'two']) {
      const rows = Array.from({ length: 9 }, (_, n) => made(cluster, n));
      await replace('Backup', rows, cluster);
    }
    const both = [
      { cluster: 'two', namespaces: null },
      { cluster: 'one', namespaces: null },
    ];
    for (const places of [null, both]) {
      const found: string[] = [];
      let after: HistoryPosition | null = null;
      let more = true;
      while (more) {
        const page = await store.history.listRuns(
          { places },
          { limit: 4, after },
        );
        expect(page.items.length).toBeGreaterThan(0);
        found.push(...page.items.map(run => run.name));
        const last = page.items.at(-1)!;
        after = {
          occurredAt: Date.parse(last.startedAt!),
          cluster: last.cluster,
          uid: last.uid,
        };
        more = page.more;
      }
      expect(found).toEqual(
        ['2', '1', '0'].flatMap(hour =>
          ['two', 'one'].flatMap(cluster =>
            [8, 7, 6, 5, 4, 3, 2, 1, 0]
              .filter(n => `${n % 3}` === hour)
              .map(n => `${cluster}-${n}`),
          ),
        ),
      );
    }
  });

  it('pages through the runs of more clusters than are asked at once', async () => {
    const clusters = Array.from({ length: 120 }, (_, i) => `c${100 + i}`);
    await store.putClusters(clusters.map(name => defineCluster(name)));
    const minuteOf = (i: number, n: number) => (i * 37 + n * 101) % 360;
    const expected: { name: string; cluster: string; minute: number }[] = [];
    for (const [i, cluster] of clusters.entries()) {
      const rows = [0, 1].map(n => {
        const minute = minuteOf(i, n);
        const name = `${cluster}-${n}`;
        expected.push({ name, cluster, minute });
        const hour = `${Math.floor(minute / 60)}`.padStart(2, '0');
        const time = `${hour}:${`${minute % 60}`.padStart(2, '0')}`;
        return backupRow(name, { uid: name, startedAt: at(time) });
      });
      await replace('Backup', rows, cluster);
    }
    expected.sort(
      (a, b) =>
        b.minute - a.minute ||
        (a.cluster < b.cluster ? 1 : -1) ||
        (a.name < b.name ? 1 : -1),
    );
    const found: string[] = [];
    let after: HistoryPosition | null = null;
    for (let more = true; more; ) {
      const page = await store.history.listRuns(
        { places: null },
        { limit: 50, after },
      );
      found.push(...page.items.map(run => run.name));
      const { startedAt, cluster, uid } = page.items.at(-1)!;
      after = { occurredAt: Date.parse(startedAt!), cluster, uid };
      more = page.more;
    }
    expect(found).toEqual(expected.map(({ name }) => name));
  });

  it('narrows by cluster, namespace, schedule and time', async () => {
    await replace('Backup', [
      backupRow('shop-1', {
        schedule: 'shop',
        scope: scopeOf(['shop']),
        startedAt: at('01:00'),
      }),
      backupRow('all-1', {
        schedule: 'all',
        scope: scopeOf(['*'], ['shop']),
        startedAt: at('02:00'),
      }),
    ]);
    await replace(
      'Backup',
      [backupRow('shop-2', { schedule: 'shop', startedAt: at('03:00') })],
      'two',
    );
    await replace('PostgresBackup', [
      fact('PostgresBackup', 'db-1', {
        namespace: 'shop',
        cluster: 'db',
        scheduledBackup: null,
        phase: 'completed',
        startedAt: at('04:00'),
        stoppedAt: null,
      }),
    ]);
    const inside = (cluster: string, ...namespaces: string[]) => ({
      places: [{ cluster, namespaces: namespaces.length ? namespaces : null }],
    });
    expect(await names()).toEqual([
      'one/db-1',
      'two/shop-2',
      'one/all-1',
      'one/shop-1',
    ]);
    expect(await names(inside('two'))).toEqual(['two/shop-2']);
    expect(await names(inside('one', 'shop'))).toEqual([
      'one/db-1',
      'one/shop-1',
    ]);
    expect(await names(inside('one', 'web'))).toEqual(['one/all-1']);
    expect(await names({ places: [] })).toEqual([]);
    expect(await names({ schedules: ['shop'] })).toEqual([
      'two/shop-2',
      'one/shop-1',
    ]);
    expect(
      await names({
        since: new Date(at('02:00')),
        until: new Date(at('03:00')),
      }),
    ).toEqual(['one/all-1']);
    const many = Array.from({ length: 120 }, (_, n) => ({
      cluster: n === 7 ? 'two' : `other-${n}`,
      namespaces: null,
    }));
    expect(await names({ places: many })).toEqual(['two/shop-2']);
    expect(
      await names({
        places: many.map(one => ({ ...one, namespaces: ['web'] })),
      }),
    ).toEqual(['two/shop-2']);
  });

  describe('of the runs of schedules', () => {
    const nightly = { cluster: 'one', namespace: 'velero', name: 'nightly' };
    const stamp = (day: number) =>
      at('02:00', `2026-01-${String(day).padStart(2, '0')}`);
    const run = (day: number, rest: object = {}, schedule = 'nightly') =>
      backupRow(`${schedule}-${stamp(day).replace(/\D/g, '').slice(0, 14)}`, {
        ...{ schedule, createdAt: stamp(day), startedAt: stamp(day) },
        ...{ completedAt: at('03:00', stamp(day).slice(0, 10)) },
        ...rest,
      });
    const past = async (since: Date, schedules = [nightly]) =>
      (await store.history.listPastRuns({ schedules, since }))
        .map(
          ({ name, outcome, goneAt }) =>
            `${name.slice(0, -6)} ${outcome}${goneAt ? ', gone' : ''}`,
        )
        .sort();

    it('tells those that were made here, whether they are there or not', async () => {
      await replace('Backup', [
        run(1, { phase: 'PartiallyFailed' }),
        run(2, { phase: 'InProgress' }),
        run(3),
        run(4, { createdAt: at('12:00', '2026-01-09') }),
        run(5, { phase: 'FailedValidation' }),
        backupRow('nightly-by-hand', { schedule: 'nightly' }),
        run(6, {}, 'nightly-shop'),
      ]);
      await replace('Backup', [run(3), run(5, { phase: 'FailedValidation' })]);
      await upsert('Backup', [run(3)], 'two');
      expect(await past(new Date(0))).toEqual([
        'nightly-20260101 partial, gone',
        'nightly-20260102 unknown, gone',
        'nightly-20260103 good',
        'nightly-20260105 failed',
      ]);
      expect(
        await past(new Date(0), [
          { ...nightly, cluster: 'two' },
          { ...nightly, name: 'nightly-shop' },
          { ...nightly, name: 'no-such' },
        ]),
      ).toEqual(['nightly-20260103 good', 'nightly-shop-20260106 good, gone']);
      expect(await past(new Date(0), [])).toEqual([]);
    });

    it('tells a thousand at most, and thirty that are earlier', async () => {
      const minute = (i: number) =>
        new Date(Date.parse(stamp(1)) + i * 60_000).toISOString();
      await replace(
        'Backup',
        Array.from({ length: 1_100 }, (_, i) =>
          backupRow(`nightly-${minute(i).replace(/\D/g, '').slice(0, 14)}`, {
            ...{ schedule: 'nightly', createdAt: minute(i) },
            ...{ startedAt: minute(i), completedAt: minute(i) },
          }),
        ),
      );
      const count = async (since: Date) => (await past(since)).length;
      const since = new Date(Date.parse(minute(1_000)) + DAY_MS);
      expect(await count(since)).toBe(100 + 30);
      expect(await count(new Date(0))).toBe(1_000);
    });
  });

  it('sums bytes by day, way, place and schedule, whatever became of the objects', async () => {
    await replace('DataUpload', [
      copyRow('a'),
      copyRow('b', { startedAt: at('23:59'), bytesDone: null }),
      copyRow('c', { startedAt: at('00:00', '2026-01-02') }),
      copyRow('d', { storageLocation: 'offsite' }),
      copyRow('e', { phase: 'InProgress' }),
      copyRow('f', { backup: 'nightly-20260101000000' }),
      copyRow('g', { backup: 'nightly-20260101120000' }),
    ]);
    await replace('DataUpload', []);
    const row = {
      path: 'data-mover',
      namespace: 'velero',
      schedule: null,
      storageLocation: 'default',
      copies: 1,
      bytesDone: 1_000,
      bytesTotal: 10_000_000_000,
    };
    const sums = await store.history.sumBytes({
      cluster: 'one',
      since: new Date(at('00:00')),
      until: new Date(at('00:00', '2026-01-03')),
    });
    const keyOf = ({ day, storageLocation, schedule }: (typeof sums)[number]) =>
      `${day} ${storageLocation} ${schedule ?? ''}`;
    expect(sums.sort((a, b) => keyOf(a).localeCompare(keyOf(b)))).toEqual([
      { ...row, day: '2026-01-01', copies: 2, bytesTotal: 20_000_000_000 },
      {
        ...{ ...row, day: '2026-01-01', schedule: 'nightly', copies: 2 },
        ...{ bytesDone: 2_000, bytesTotal: 20_000_000_000 },
      },
      { ...row, day: '2026-01-01', storageLocation: 'offsite' },
      { ...row, day: '2026-01-02' },
    ]);
  });

  it('forgets what is older than it is kept, but no run whose Backup is there', async () => {
    const recent = new Date().toISOString();
    await replace('Backup', [
      backupRow('there', { scope: scopeOf(['a']) }),
      backupRow('old', { scope: scopeOf(['b']) }),
      backupRow('new', {
        scope: scopeOf(['c']),
        createdAt: recent,
        startedAt: recent,
      }),
    ]);
    await replace('Restore', [
      restoreRow('old', { includedNamespaces: ['d'] }),
      restoreRow('new', { createdAt: recent, includedNamespaces: ['a'] }),
    ]);
    await replace('DataUpload', [
      ...Array.from({ length: 1_100 }, (_, n) => copyRow(`old-${n}`)),
      copyRow('new', { startedAt: recent }),
    ]);
    await replace('Backup', [backupRow('there', { scope: scopeOf(['a']) })]);
    await expect(store.history.sweep(forEver)).resolves.toBe(0);
    // Of a cluster that nobody watches any more, too.
    await store.putClusters([defineCluster('two')]);
    await knex('runs').where({ name: 'there' }).update({ gone_at: null });

    const oneDay = {
      runsMs: DAY_MS,
      syncOperationsMs: DAY_MS,
      bytesMs: DAY_MS,
      transitionsMs: DAY_MS,
    };
    await expect(store.history.sweep(oneDay)).resolves.toBe(1 + 1 + 1_100);
    expect(await names()).toEqual(['one/new', 'one/there']);
    expect(await knex('restores').select('name')).toEqual([{ name: 'new' }]);
    expect(await knex('volume_copies').select('name')).toEqual([
      { name: 'new' },
    ]);
    const scopes = await knex('history_scopes').select('included');
    expect(scopes.map(({ included }) => included).sort()).toEqual([
      '["a"]',
      '["c"]',
    ]);
    await expect(store.history.sweep(oneDay)).resolves.toBe(0);
  });

  it('forgets the transitions of entities that left, too, and stops when told', async () => {
    await store.putEntities([claimingEntity('shop', ['one/shop'])]);
    const [subject] = (
      await store.claim({ limit: 50, claimSeconds: 60 })
    ).filter(({ type }) => type === 'entity');
    await store.complete(subject, {
      ...emptyAssessment,
      parts: [
        {
          cluster: 'one',
          protection: {
            state: 'HEALTHY',
            reason: 'protected',
            message: 'Healthy.',
            validUntil: null,
          },
          sync: null,
        },
      ],
    });
    await settle(store);
    await store.putEntities([]);
    expect(await knex('assessments').where({ subject_id: subject.id })).toEqual(
      [],
    );
    await expect(store.transitions(subject, 10)).resolves.toHaveLength(1);
    await expect(store.history.sweep(forEver)).resolves.toBe(0);

    const nothing = { ...forEver, transitionsMs: -60_000 };
    const stopped = AbortSignal.abort();
    await expect(store.history.sweep(nothing, stopped)).resolves.toBe(0);
    await store.history.sweep(nothing);
    await expect(store.transitions(subject, 10)).resolves.toEqual([]);
  });
});
