import type {
  ScheduleFact,
  VeleroServerFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import {
  newChange,
  scheduleOfChange,
} from '../changes/__testUtils__/newChange';
import {
  applicationRow,
  backupRow,
  defineCluster,
  factRow,
  namespaceRow,
  storageLocationRow,
} from './__testUtils__/facts';
import { createTestDatabases, openStore } from './__testUtils__/openStore';
import type {
  ChangeProgress,
  ChangeRecord,
  ClusterProgress,
  ExpectedInCluster,
} from './changeTypes';
import type { DatabaseStore } from './DatabaseStore';

jest.setTimeout(60_000);

const databases = createTestDatabases();
const everything = {
  state: [],
  environment: [],
  cluster: [],
  repository: [],
  requester: [],
};

describe.each(databases.eachSupportedId())('ChangeStore, %p', databaseId => {
  let store: DatabaseStore;
  let changes: DatabaseStore['changes'];

  beforeEach(async () => {
    store = await openStore(await databases.init(databaseId));
    changes = store.changes;
  });

  const claimOne = async (): Promise<ChangeRecord> => {
    const [claimed] = await changes.claimChanges({ limit: 10, holdMs: 60_000 });
    return claimed;
  };
  const progressOf = (
    change: ChangeRecord,
    rest: Partial<ChangeProgress> = {},
  ): ChangeProgress => ({ ...change, dueInMs: 30_000, ...rest });

  it('keeps a change as it was proposed', async () => {
    const put = await changes.putChange(newChange());
    expect(put).toMatchObject({
      ...newChange(),
      state: 'proposed',
      approvalsGiven: 0,
      mergedAt: null,
      etag: null,
    });
    expect(put.proposedAt).toBeInstanceOf(Date);
    expect(await changes.loadChange('one')).toEqual(put);
    expect(await changes.loadChange('two')).toBeNull();
  });

  it('knows a pull request again, and forgets approvals of another plan', async () => {
    await changes.putChange(newChange());
    const claimed = await claimOne();
    await changes.advanceChange(
      claimed,
      progressOf(claimed, {
        state: 'approved',
        approvedAt: new Date(),
        approvalsGiven: 2,
        etag: 'x',
      }),
    );
    const same = await changes.putChange(newChange({ id: 'ignored' }));
    expect(same).toMatchObject({
      id: 'one',
      state: 'approved',
      approvalsGiven: 2,
    });

    const other = await changes.putChange(
      newChange({
        planHash: 'hash-2',
        title: 'Anew',
        requester: 'user:default/bert',
        requesterLogins: ['bert'],
        mergesItself: false,
        notes: [],
      }),
    );
    expect(other).toMatchObject({
      mergesItself: false,
      notes: [],
      id: 'one',
      title: 'Anew',
      state: 'proposed',
      approvedAt: null,
      approvalsGiven: 0,
      requester: 'user:default/bert',
      requesterLogins: ['amelia', 'bert'],
      etag: null,
      proposedAt: same.proposedAt,
    });
  });

  it('begins anew where closed commits are proposed by another pull request', async () => {
    const first = await changes.putChange(newChange());
    const claimed = await claimOne();
    await changes.advanceChange(
      claimed,
      progressOf(claimed, {
        state: 'closed',
        closedAt: new Date(),
        dueInMs: null,
      }),
    );
    const url = 'https://github.com/o/r/pull/13';
    const again = await changes.putChange(newChange({ number: 13, url }));
    expect(again).toMatchObject({
      id: 'one',
      number: 13,
      url,
      state: 'proposed',
      closedAt: null,
      proposedAt: first.proposedAt,
    });
    expect((await claimOne()).number).toBe(13);
  });

  it('holds texts that a database cannot', async () => {
    const put = await changes.putChange(newChange({ title: 'a\0b' }));
    expect(put.title).toBe('a\uFFFDb');
  });

  it('gives a change to one that claims it, and again when the claim lapses', async () => {
    await changes.putChange(newChange());
    const [first, second] = await Promise.all([claimOne(), claimOne()]);
    expect([first, second].filter(Boolean)).toHaveLength(1);
    await changes.markChangeDue({ repository: 'main', number: 12 });
    const [held] = await changes.claimChanges({ limit: 10, holdMs: 0 });
    expect(held.id).toBe('one');
    expect((await claimOne()).id).toBe('one');
  });

  it('leaves a change due that was marked while it was looked at', async () => {
    await changes.putChange(newChange());
    const claimed = await claimOne();
    await changes.markChangeDue({ repository: 'main', number: 12 });
    await changes.advanceChange(claimed, progressOf(claimed, { etag: 'seen' }));
    expect((await claimOne()).etag).toBe('seen');
    expect(await claimOne()).toBeUndefined();
  });

  it('takes no progress of a plan that was replaced meanwhile', async () => {
    await changes.putChange(newChange());
    const claimed = await claimOne();
    await changes.putChange(newChange({ planHash: 'hash-2' }));
    await changes.advanceChange(
      claimed,
      progressOf(claimed, { state: 'approved' }),
    );
    expect(await changes.loadChange('one')).toMatchObject({
      state: 'proposed',
    });
  });

  it('is not due any more when its journey ended', async () => {
    await changes.putChange(newChange());
    const claimed = await claimOne();
    await changes.advanceChange(
      claimed,
      progressOf(claimed, {
        state: 'closed',
        closedAt: new Date(),
        dueInMs: null,
      }),
    );
    expect(await changes.loadChange('one')).toMatchObject({ dueAt: null });
    expect(await claimOne()).toBeUndefined();
  });

  it('lists newest first, narrowed and in pages', async () => {
    for (let number = 1; number <= 5; number += 1) {
      await changes.putChange(
        newChange({
          id: `c${number}`,
          number,
          cluster: number % 2 ? 'prod-01' : 'prod-02',
        }),
      );
    }
    const ids: string[] = [];
    for (let after = null, more = true; more; ) {
      const page = await changes.listChanges(everything, { limit: 2, after });
      expect(page.total).toBe(5);
      ids.push(...page.changes.map(({ id }) => id));
      const last = page.changes.at(-1)!;
      after = { proposedAt: last.proposedAt.getTime(), id: last.id } as never;
      more = page.more;
    }
    expect([...ids].sort()).toEqual(['c1', 'c2', 'c3', 'c4', 'c5']);
    const odd = await changes.listChanges(
      { ...everything, cluster: ['prod-01'], state: ['proposed'] },
      { limit: 50, after: null },
    );
    expect([odd.total, odd.more]).toEqual([3, false]);
    const none = await changes.listChanges(
      { ...everything, requester: ["x' or 1=1 --"] },
      { limit: 50, after: null },
    );
    expect(none).toEqual({ changes: [], total: 0, more: false });
  });

  it('tells of the changes of clusters that go on, or ended well lately', async () => {
    const put = async (number: number, rest: Partial<ChangeProgress>) => {
      await changes.putChange(newChange({ id: `c${number}`, number }));
      const claimed = await claimOne();
      await changes.advanceChange(claimed, progressOf(claimed, rest));
    };
    const hour = 3_600_000;
    const now = Date.now();
    await put(1, {});
    await put(2, { closedAt: new Date(), dueInMs: null });
    await put(3, { firstRunGoodAt: new Date(now - hour), dueInMs: null });
    await put(4, { firstRunGoodAt: new Date(now - 3 * hour), dueInMs: null });
    await put(5, { mergedAt: new Date(now - hour), dueInMs: 5_000 });
    // Journeys that end before a run.
    await put(6, { acceptedAt: new Date(now - hour), dueInMs: null });
    await put(7, { mergedAt: new Date(now - 3 * hour), dueInMs: null });
    const recent = await changes.listRecentChanges(
      ['prod-01'],
      new Date(now - 2 * hour),
    );
    expect(recent.map(({ id }) => id).sort()).toEqual([
      ...['c1', 'c3', 'c5', 'c6'],
    ]);
    expect(await changes.listRecentChanges(['prod-02'], new Date(0))).toEqual(
      [],
    );
    expect(await changes.listRecentChanges([], new Date(0))).toEqual([]);
  });

  describe('of a change in several clusters', () => {
    const clusterOf = (cluster: string): ExpectedInCluster => ({
      cluster,
      identity: `schedule-save/production/${cluster}/shop-daily`,
      schedules: newChange().schedules,
      objects: [],
    });
    const both = newChange({
      clusters: ['prod-02', 'prod-01'].map(clusterOf),
    });
    const unseen = {
      ...{ appliedAt: null, acceptedAt: null, firstRunGoodAt: null },
      lag: null,
    };

    it('keeps how far it has come in each, until another plan is proposed', async () => {
      const put = await changes.putChange(both);
      expect(put.clusters).toEqual([
        { ...clusterOf('prod-02'), ...unseen },
        { ...clusterOf('prod-01'), ...unseen },
      ]);
      const claimed = await claimOne();
      expect(claimed.clusters).toEqual(put.clusters);
      const moved: ClusterProgress[] = [
        {
          ...claimed.clusters[0],
          appliedAt: new Date('2026-11-21T11:00:00Z'),
          lag: {
            ...{ lastContactAt: null, runningSince: null },
            ...{ firstRunDueAt: null, firstRunLateAt: null },
            reason: 'not_accepted',
          },
        },
        claimed.clusters[1],
      ];
      await changes.advanceChange(
        claimed,
        progressOf(claimed, { clusters: moved }),
      );
      expect((await changes.loadChange('one'))?.clusters).toEqual(moved);
      expect((await changes.putChange(both)).clusters).toEqual(moved);
      const other = await changes.putChange({ ...both, planHash: 'hash-2' });
      expect(other.clusters).toEqual(put.clusters);
      await changes.advanceChange(
        claimed,
        progressOf(claimed, { clusters: moved }),
      );
      expect((await changes.loadChange('one'))?.clusters).toEqual(put.clusters);
    });

    it('finds it by any of them, once', async () => {
      await changes.putChange(both);
      for (const cluster of [
        ['prod-01'],
        ['prod-02'],
        ['prod-01', 'prod-02'],
      ]) {
        const page = await changes.listChanges(
          { ...everything, cluster, environment: ['production'] },
          { limit: 50, after: null },
        );
        expect(page.changes.map(({ id }) => id)).toEqual(['one']);
        expect(page.total).toBe(1);
        const recent = await changes.listRecentChanges(cluster, new Date());
        expect(recent.map(({ clusters }) => clusters.length)).toEqual([2]);
      }
      expect(await changes.listRecentChanges(['prod-03'], new Date(0))).toEqual(
        [],
      );
    });

    it('tells of the contact with those that are watched', async () => {
      await store.putClusters([defineCluster('prod-01'), defineCluster('lab')]);
      await store.recordContact('prod-01');
      const contacts = await changes.readContacts(['prod-01', 'lab', 'gone']);
      expect([...contacts.keys()].sort()).toEqual(['lab', 'prod-01']);
      expect(contacts.get('lab')?.lastContactAt).toBeNull();
      expect(contacts.get('prod-01')?.lastContactAt).toEqual(
        expect.any(String),
      );
    });
  });

  it('sees the schedules of a change and their good runs since the merge', async () => {
    await store.putClusters([
      defineCluster('prod-01'),
      defineCluster('prod-02'),
    ]);
    const rowsOf = (name: string, phase: string, hour: number) => {
      const at = `2026-11-21T${hour}:00:00.000Z`;
      const row = backupRow(name, {
        schedule: 'shop-daily',
        phase,
        createdAt: at,
        startedAt: at,
      });
      return {
        ...row,
        index: {
          ...row.index,
          occurredAt: at,
          outcome: phase,
          owner: 'shop-daily',
        },
      };
    };
    for (const cluster of ['prod-01', 'prod-02']) {
      await store.apply(
        { cluster, kind: 'Schedule' },
        { type: 'replaced', rows: [scheduleOfChange()], malformed: 0 },
      );
      await store.apply(
        { cluster, kind: 'Backup' },
        {
          type: 'replaced',
          rows: [
            rowsOf('early', 'Completed', 10),
            rowsOf('good', 'Completed', 12),
            rowsOf('bad', 'Failed', 13),
          ],
          malformed: 0,
        },
      );
    }
    const server: VeleroServerFact = {
      ...{ namespace: 'velero', name: 'velero', uid: 'server' },
      ...{ createdAt: '2026-01-01T00:00:00.000Z', container: 'velero' },
      ...{ version: 'v1.18.2', features: [], plugins: [], zone: null },
      ...{ defaultVolumesToFsBackup: false, defaultSnapshotMoveData: false },
      ...{ defaultStorageLocation: 'default', defaultTtlSeconds: 2_592_000 },
      ...{ itemOperationTimeoutSeconds: 14_400, concurrentBackups: 1 },
      ...{ replicas: 1, readyReplicas: 1, unavailableSince: null },
    };
    const other = { ...server, namespace: 'other' };
    await store.apply(
      { cluster: 'prod-01', kind: 'VeleroServer' },
      {
        type: 'replaced',
        rows: [server, other].map(fact => factRow('VeleroServer', fact)),
        malformed: 0,
      },
    );
    const change = await changes.putChange(newChange());
    const seen = await changes.sightObjects({
      ...change,
      mergedAt: new Date('2026-11-21T11:00:00Z'),
    });
    expect(seen.schedules).toEqual([scheduleOfChange().fact]);
    expect(seen.goodRuns.map(({ name }) => name)).toEqual(['good']);
    expect(seen.newestRuns.map(({ name }) => name)).toEqual(['bad', 'good']);
    expect(seen.servers).toEqual([server]);
    const elsewhere = await changes.sightObjects({
      ...change,
      cluster: 'prod-03',
    });
    expect(elsewhere).toEqual({
      schedules: [],
      ...{ goodRuns: [], newestRuns: [], servers: [] },
      ...{ objects: [], knownKinds: [] },
    });
  });

  it('sees the other objects of a change, those of Argo CD in any cluster', async () => {
    await store.putClusters([
      defineCluster('prod-01'),
      defineCluster('prod-02'),
    ]);
    const place = { namespace: 'velero', name: 'offsite', takes: null };
    const change = await changes.putChange(
      newChange({
        schedules: [],
        objects: [
          { ...place, kind: 'BackupStorageLocation', specHash: 'a' },
          {
            ...place,
            ...{ kind: 'Application', namespace: 'argocd', name: 'shop' },
            specHash: 'b',
          },
          {
            ...place,
            ...{ kind: 'Schedule', name: 'shop-daily', specHash: null },
            takes: { included: ['shop'], excluded: [] },
          },
        ],
      }),
    );
    expect(await changes.loadChange(change.id)).toEqual(change);
    for (const cluster of ['prod-01', 'prod-02']) {
      await store.apply(
        { cluster, kind: 'BackupStorageLocation' },
        {
          type: 'replaced',
          rows: [storageLocationRow('offsite', { bucket: cluster })],
          malformed: 0,
        },
      );
    }
    await store.apply(
      { cluster: 'prod-02', kind: 'Application' },
      { type: 'replaced', rows: [applicationRow('shop', [])], malformed: 0 },
    );
    const look = async () => {
      const { objects, knownKinds } = await changes.sightObjects(change);
      const names = objects.map(
        ({ kind, fact }) =>
          `${kind} ${fact.name} ${'bucket' in fact ? fact.bucket : ''}`,
      );
      return { names, knownKinds };
    };
    expect(await look()).toEqual({
      names: ['BackupStorageLocation offsite prod-01', 'Application shop '],
      knownKinds: [],
    });
    await store.setKindStatus(
      { cluster: 'prod-01', kind: 'Schedule' },
      { state: 'synced', message: null, syncedAt: '2026-11-21T11:00:00.000Z' },
    );
    expect((await look()).knownKinds).toEqual(['Schedule']);
  });

  it('tells checks of each kind of a cluster once all of it was read', async () => {
    await store.putClusters([
      defineCluster('prod-01'),
      defineCluster('prod-02'),
    ]);
    const put = (
      cluster: string,
      kind:
        | 'Namespace'
        | 'PostgresCluster'
        | 'BackupStorageLocation'
        | 'Schedule',
      rows: ReturnType<typeof namespaceRow>[],
    ) =>
      store.apply({ cluster, kind }, { type: 'replaced', rows, malformed: 0 });
    const tell = (
      cluster: string,
      kind: Parameters<typeof put>[1],
      state: 'synced' | 'failed' | 'absent',
    ) =>
      store.setKindStatus(
        { cluster, kind },
        { state, message: null, syncedAt: null },
      );
    const factsOf = async (cluster: string) =>
      (await changes.readCheckFacts(['prod-01', 'prod-02'])).get(cluster);
    expect(await factsOf('prod-01')).toEqual({});

    await put('prod-01', 'Namespace', [
      namespaceRow('shop'),
      namespaceRow('till'),
    ]);
    await put(
      'prod-01',
      'PostgresCluster',
      ['till', 'shop'].map(namespace => ({
        ...namespaceRow('ledger'),
        namespace,
      })),
    );
    await put('prod-01', 'BackupStorageLocation', [
      storageLocationRow('default', { isDefault: true, phase: 'Available' }),
      storageLocationRow('offsite', { isDefault: false, phase: 'Unavailable' }),
    ]);
    await put('prod-01', 'Schedule', [scheduleOfChange()]);
    await put('prod-02', 'Namespace', [namespaceRow('web')]);
    await tell('prod-01', 'Namespace', 'failed');
    await tell('prod-02', 'PostgresCluster', 'absent');
    await tell('prod-02', 'Namespace', 'synced');
    expect(await factsOf('prod-01')).toEqual({});
    expect(await factsOf('prod-02')).toEqual({
      namespaces: ['web'],
      databases: [],
    });

    await tell('prod-01', 'Namespace', 'synced');
    await tell('prod-01', 'PostgresCluster', 'synced');
    await tell('prod-01', 'BackupStorageLocation', 'synced');
    await tell('prod-01', 'Schedule', 'synced');
    const { fact } = scheduleOfChange();
    const { namespace, name, cron, paused, scope } = fact as ScheduleFact;
    expect(await factsOf('prod-01')).toEqual({
      namespaces: ['shop', 'till'],
      databases: [
        { namespace: 'shop', name: 'ledger' },
        { namespace: 'till', name: 'ledger' },
      ],
      storageLocations: [
        { namespace, name: 'default', isDefault: true, isReachable: true },
        { namespace, name: 'offsite', isDefault: false, isReachable: false },
      ],
      schedules: [
        {
          ...{ namespace, name, cron, paused },
          includedNamespaces: scope.includedNamespaces,
        },
      ],
    });
    expect(await changes.readCheckFacts([])).toEqual(new Map());
  });

  it('reads namespaces by name', async () => {
    await store.putClusters([defineCluster('prod-01')]);
    await store.apply(
      { cluster: 'prod-01', kind: 'Namespace' },
      {
        type: 'replaced',
        rows: [
          namespaceRow('shop', { confirmedEntity: 'shop' }),
          namespaceRow('till'),
        ],
        malformed: 0,
      },
    );
    expect(
      await changes.readNamespaces('prod-01', ['shop', 'none']),
    ).toMatchObject([{ name: 'shop', confirmedEntity: 'shop' }]);
  });

  it.each<[string, boolean]>([
    ['https://github.com/your-org/config', true],
    ['https://git.example.com/Your-Org/Config.git/', true],
    ['git@github.com:your-org/config.git', true],
    ['https://github.com/your-org/config-old', false],
    ['https://github.com/not-your-org/config', false],
    ['https://github.com/other/charts', false],
  ])(
    'knows of an Application of %s whether it is of a repository: %s',
    async (repoURL, expected) => {
      const known = { owner: 'your-org', repo: 'config' };
      const source = { repoURL, path: 'apps', chart: null };
      const row = applicationRow('root', [], {
        sources: [{ ...source, targetRevision: 'main' }],
      });
      const put = () =>
        store.apply(
          { cluster: 'hub', kind: 'Application' },
          { type: 'replaced', rows: [row], malformed: 0 },
        );
      expect(await changes.hasApplicationOf(known)).toBe(false);
      await store.putClusters([defineCluster('hub')]);
      await put();
      expect(await changes.hasApplicationOf(known)).toBe(expected);
      await store.putClusters([]);
      expect(await changes.hasApplicationOf(known)).toBe(false);
    },
  );
});
