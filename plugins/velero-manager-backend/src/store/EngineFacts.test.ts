import {
  belongings,
  defaultJudgeSettings,
  Exemption,
  FactByKind,
  FactKind,
  FactLists,
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
  scopeOf,
  storageLocationRow,
} from './__testUtils__/facts';
import {
  createTestDatabases,
  openStore,
  settle,
  takeDue,
} from './__testUtils__/openStore';
import { DatabaseStore } from './DatabaseStore';
import { FactRow } from './types';

jest.setTimeout(60_000);

const databases = createTestDatabases();

const day = (n: number) => new Date(Date.UTC(2026, 0, n, 2)).toISOString();

/** A fact of any kind: what identifies it, and what a test says of it. */
function row<K extends FactKind>(
  kind: K,
  name: string,
  rest: object,
  occurredAt: string | null = null,
): FactRow {
  const fact = {
    namespace: 'velero',
    name,
    uid: `uid-${name}`,
    createdAt: day(1),
    deletedAt: null,
    ...rest,
  } as unknown as FactByKind[K];
  return factRow(kind, fact, { occurredAt });
}

const claim = (namespace: string, name: string) =>
  row('PersistentVolumeClaim', name, { namespace });

const copy = (
  name: string,
  rest: { claimUid: string; sourceNamespace?: string; phase?: string },
  n: number,
) =>
  row(
    'DataUpload',
    name,
    { sourceNamespace: 'shop', phase: 'Completed', ...rest },
    day(n),
  );

const restore = (
  name: string,
  includedNamespaces: string[],
  n: number,
  phase = 'Completed',
) =>
  row(
    'Restore',
    name,
    { includedNamespaces, excludedNamespaces: [], phase, errors: 0 },
    day(n),
  );

const exemption = (rest: Partial<Exemption>): Exemption => ({
  environment: null,
  cluster: null,
  namespace: 'shop',
  claims: null,
  reason: 'Made anew.',
  approver: 'amelia',
  expiresAt: null,
  ...rest,
});

describe.each(databases.eachSupportedId())('engine facts, %p', databaseId => {
  let knex: Knex;
  let store: DatabaseStore;

  const replace = (cluster: string, kind: FactKind, ...rows: FactRow[]) =>
    store.apply({ cluster, kind }, { type: 'replaced', rows, malformed: 0 });

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    store = await openStore(knex);
    await store.putClusters([
      defineCluster('one', { environment: 'production' }),
      defineCluster('two', { environment: 'staging' }),
    ]);
    for (const cluster of ['one', 'two']) {
      await replace(
        cluster,
        'Namespace',
        ...['shop', 'cart'].map(name => namespaceRow(name)),
      );
    }
    await store.putEntities([
      claimingEntity('shop', ['one/shop']),
      claimingEntity('cart', ['one/cart', 'two/shop']),
    ]);
    await settle(store);
  });

  const load = async (name: string) =>
    (await store.loadEntity(`component:default/${name}`))!.facts;
  const objectsOf = async (name: string): Promise<FactLists> =>
    (await load(name)).clusters[0].objects;
  const names = (facts: { name: string }[] | undefined) =>
    facts?.map(({ name }) => name);

  describe('reading', () => {
    it('gives what belongs to the namespaces and to the cluster', async () => {
      await replace(
        'one',
        'PersistentVolumeClaim',
        claim('shop', 'data'),
        claim('cart', 'other'),
      );
      await replace('two', 'PersistentVolumeClaim', claim('shop', 'elsewhere'));
      await replace(
        'one',
        'PersistentVolume',
        row('PersistentVolume', 'pv-1', {
          claim: { namespace: 'shop', name: 'data' },
        }),
        row('PersistentVolume', 'pv-2', { claim: null }),
      );
      await replace(
        'one',
        'StorageClass',
        row('StorageClass', 'fast', { namespace: '' }),
      );
      await replace(
        'two',
        'StorageClass',
        row('StorageClass', 'slow', { namespace: '' }),
      );
      await replace('one', 'VeleroServer', row('VeleroServer', 'velero', {}));
      await replace(
        'one',
        'BackupRepository',
        row('BackupRepository', 'repo', { volumeNamespace: 'shop' }),
      );
      await replace(
        'one',
        'DeleteBackupRequest',
        row('DeleteBackupRequest', 'open', { phase: 'New', errors: [] }),
        row('DeleteBackupRequest', 'failed', {
          phase: 'Processed',
          errors: ['no'],
        }),
        row('DeleteBackupRequest', 'done', { phase: 'Processed', errors: [] }),
      );
      const objects = await objectsOf('shop');
      expect(names(objects.PersistentVolumeClaim)).toEqual(['data']);
      expect(names(objects.PersistentVolume)).toEqual(['pv-1']);
      expect(names(objects.StorageClass)).toEqual(['fast']);
      expect(names(objects.VeleroServer)).toEqual(['velero']);
      expect(names(objects.BackupRepository)).toEqual(['repo']);
      expect(names(objects.DeleteBackupRequest)).toEqual(['failed', 'open']);
      expect(objects.Pod).toEqual([]);
      expect(objects.Application).toBeUndefined();

      const both = (await load('cart')).clusters.map(({ objects: of }) =>
        names(of.PersistentVolumeClaim),
      );
      expect(both).toEqual([['other'], ['elsewhere']]);
      expect((await load('shop')).settings).toEqual(defaultJudgeSettings);
    });

    it('gives the newest copies of each volume, and its newest good one', async () => {
      const copies = (claimUid: string, good: (n: number) => boolean) =>
        Array.from({ length: 25 }, (_, i) =>
          copy(
            `${claimUid}-${i + 1}`,
            { claimUid, phase: good(i + 1) ? 'Completed' : 'Failed' },
            i + 1,
          ),
        );
      await replace(
        'one',
        'DataUpload',
        ...copies('a', () => true),
        ...copies('b', n => n === 2 || n === 4),
        ...copies('c', () => false),
        copy('other', { claimUid: 'd', sourceNamespace: 'cart' }, 30),
      );
      const found = names((await objectsOf('shop')).DataUpload) ?? [];
      const of = (uid: string) =>
        found.filter(name => name.startsWith(`${uid}-`));
      const newest = (uid: string) =>
        Array.from({ length: 10 }, (_, i) => `${uid}-${25 - i}`);
      expect(of('a')).toEqual(newest('a'));
      expect(of('b')).toEqual([...newest('b'), 'b-4']);
      expect(of('c')).toEqual(newest('c'));
      expect(found).toHaveLength(31);
    });

    it('gives the restores that took the namespace, each list of namespaces by itself', async () => {
      const drills = Array.from({ length: 20 }, (_, i) =>
        restore(`drill-${i}`, ['cart', 'till'], 5 + i),
      );
      await replace(
        'one',
        'Restore',
        restore('mine', ['shop'], 2),
        restore('mine-failed', ['shop'], 3, 'Failed'),
        restore('all', [], 4),
        restore('other', ['cart'], 5),
        ...drills,
      );
      const found = names((await objectsOf('shop')).Restore);
      expect(found).toEqual(
        expect.arrayContaining(['mine', 'mine-failed', 'all']),
      );
      expect(found).not.toContain('other');
      expect(found).toHaveLength(13);
    });

    it('finds backups of volumes and of databases by what they are of', async () => {
      await replace(
        'one',
        'LonghornVolume',
        row('LonghornVolume', 'pvc-1', {
          claim: { namespace: 'shop', name: 'data' },
        }),
        row('LonghornVolume', 'pvc-2', {
          claim: { namespace: 'cart', name: 'data' },
        }),
      );
      await replace(
        'one',
        'LonghornBackup',
        ...['pvc-1', 'pvc-2'].map(volume =>
          row(
            'LonghornBackup',
            `of-${volume}`,
            { volume, backupTarget: '', state: 'Completed' },
            day(1),
          ),
        ),
      );
      await replace(
        'one',
        'LonghornBackupVolume',
        row('LonghornBackupVolume', 'bv', { volume: 'pvc-1' }),
      );
      await replace(
        'one',
        'PostgresBackup',
        ...['shop', 'cart'].map(namespace =>
          row(
            'PostgresBackup',
            'db-1',
            { namespace, cluster: 'db', phase: 'completed' },
            day(1),
          ),
        ),
      );
      const objects = await objectsOf('shop');
      expect(names(objects.LonghornVolume)).toEqual(['pvc-1']);
      expect(names(objects.LonghornBackup)).toEqual(['of-pvc-1']);
      expect(names(objects.LonghornBackupVolume)).toEqual(['bv']);
      expect(objects.PostgresBackup).toEqual([
        expect.objectContaining({ namespace: 'shop' }),
      ]);
    });

    it('knows what a cluster holds as a whole, not each of its claims', async () => {
      await replace(
        'one',
        'PersistentVolumeClaim',
        claim('shop', 'a'),
        claim('shop', 'b'),
        claim('cart', 'c'),
      );
      await replace('one', 'NodeAgent', row('NodeAgent', 'node-agent', {}));
      await replace(
        'one',
        'PostgresScheduledBackup',
        row('PostgresScheduledBackup', 'nightly', { namespace: 'shop' }),
      );
      await replace(
        'one',
        'ApplicationSet',
        row('ApplicationSet', 'fleet', {}),
      );
      await replace(
        'one',
        'Restore',
        restore('a', ['shop'], 1),
        restore('b', [], 2),
      );
      const detail = (await store.loadClusterDetail('one'))!;
      const { objects } = detail.facts;
      expect(detail.claimCounts).toEqual({ shop: 2, cart: 1 });
      expect(names(objects.NodeAgent)).toEqual(['node-agent']);
      expect(names(objects.PostgresScheduledBackup)).toEqual(['nightly']);
      expect(names(objects.ApplicationSet)).toEqual(['fleet']);
      expect(names(objects.Restore)).toEqual(['b', 'a']);
      expect(objects.PersistentVolumeClaim).toEqual([]);
    });

    it('knows of a cluster how its databases and Longhorn volumes are backed up', async () => {
      await replace(
        'one',
        'PersistentVolumeClaim',
        claim('shop', 'db-1'),
        claim('cart', 'data'),
      );
      await replace(
        'one',
        'PostgresCluster',
        row('PostgresCluster', 'db', { namespace: 'shop' }),
      );
      const backup = (scheduledBackup: string, n: number, phase: string) =>
        row(
          'PostgresBackup',
          `${scheduledBackup}-${n}`,
          { namespace: 'shop', cluster: 'db', scheduledBackup, phase },
          day(n),
        );
      await replace(
        'one',
        'PostgresBackup',
        backup('daily', 1, 'completed'),
        backup('weekly', 1, 'completed'),
        ...Array.from({ length: 12 }, (_, i) =>
          backup('daily', i + 2, 'failed'),
        ),
      );
      await replace(
        'one',
        'LonghornVolume',
        row('LonghornVolume', 'pvc-1', { claim: null }),
      );
      const ofVolume = (volume: string) => [
        row(
          'LonghornBackup',
          `of-${volume}`,
          { volume, backupTarget: 'default', state: 'Completed' },
          day(1),
        ),
      ];
      await replace(
        'one',
        'LonghornBackup',
        ...ofVolume('pvc-1'),
        ...ofVolume('of-another-cluster'),
      );
      const { objects } = (await store.loadCluster('one'))!.facts;
      expect(names(objects.PersistentVolumeClaim)).toEqual(['db-1']);
      const backups = names(objects.PostgresBackup);
      expect(backups).toHaveLength(12);
      expect(backups?.[0]).toBe('daily-13');
      // The newest good ones, however many failed since.
      expect(backups).toEqual(expect.arrayContaining(['daily-1', 'weekly-1']));
      expect(names(objects.LonghornVolume)).toEqual(['pvc-1']);
      expect(names(objects.LonghornBackup)).toEqual(['of-pvc-1']);
    });

    it('names all namespaces only when they were all read', async () => {
      expect((await load('shop')).clusters[0].namespaceNames).toBeNull();
      await store.setKindStatus(
        { cluster: 'one', kind: 'Namespace' },
        { state: 'synced', message: null, syncedAt: day(1) },
      );
      expect((await load('shop')).clusters[0].namespaceNames?.sort()).toEqual([
        'cart',
        'shop',
      ]);
    });
  });

  describe('shared buckets', () => {
    const location = (prefix: string) =>
      storageLocationRow('default', { prefix });
    const run = (name: string, createdAt: string, startedAt: string) =>
      backupRow(name, {
        uid: `${name}-${createdAt}`,
        schedule: 'daily',
        createdAt,
        startedAt,
        completedAt: new Date(Date.parse(startedAt) + 60_000).toISOString(),
        scope: { ...scopeOf(['shop']), storageLocation: 'default' },
      });

    it('finds the cluster in which a run was made', async () => {
      await replace('one', 'BackupStorageLocation', location('fleet'));
      await replace('two', 'BackupStorageLocation', location('/fleet/'));
      await replace(
        'two',
        'Backup',
        run('daily-1', day(1), day(1)),
        run('daily-2', day(3), day(2)),
      );
      await replace(
        'one',
        'Backup',
        // A copy of a run of the other cluster, one whose twin is a copy itself,
        // one of another start, and a run of its own.
        run('daily-1', day(2), day(1)),
        run('daily-2', day(4), day(2)),
        run('daily-3', day(4), day(3)),
        run('daily-4', day(4), day(4)),
      );
      const [cluster] = (await load('shop')).clusters;
      expect(cluster.twins).toEqual({ [`daily-1-${day(2)}`]: 'two' });
      expect(cluster.sharedStores).toEqual({ 'velero/default': ['two'] });
    });

    it('takes the same name in another place for another run', async () => {
      await replace('one', 'BackupStorageLocation', location('one'));
      await replace('two', 'BackupStorageLocation', location('two'));
      await replace('two', 'Backup', run('daily-1', day(1), day(1)));
      await replace('one', 'Backup', run('daily-1', day(2), day(1)));
      const [cluster] = (await load('shop')).clusters;
      expect([cluster.twins, cluster.sharedStores]).toEqual([{}, {}]);
    });
  });

  describe('what sync objects look at', () => {
    it('is found in their cluster: the source, and the project of its Argo CD', async () => {
      const source = (name: string, cluster: string) =>
        replace(
          cluster,
          'GitRepository',
          row('GitRepository', name, {
            kind: 'GitRepository',
            namespace: 'flux-system',
            url: cluster,
          }),
        );
      await source('flux-system', 'one');
      await source('flux-system', 'two');
      await replace('one', 'Kustomization', kustomizationRow('shop', ['shop']));
      await replace(
        'one',
        'Application',
        applicationRow('shop', [{ destination: 'self', namespace: 'shop' }], {
          namespace: 'team',
          project: 'shops',
        }),
      );
      await replace(
        'one',
        'AppProject',
        row('AppProject', 'shops', { namespace: 'argocd' }),
      );
      expect((await load('shop')).syncObjects).toMatchObject([
        {
          fact: { name: 'shop' },
          source: null,
          project: { namespace: 'argocd' },
        },
        { fact: { name: 'shop' }, source: { url: 'one' }, project: null },
      ]);
    });
  });

  describe('marking due', () => {
    const upsert = (kind: FactKind, one: FactRow, cluster = 'one') =>
      store.apply(
        { cluster, kind },
        { type: 'upserted', rows: [one], malformed: 0 },
      );

    it.each<[FactKind, () => FactRow, string[]]>([
      ['PersistentVolumeClaim', () => claim('shop', 'x'), ['shop']],
      ['Pod', () => row('Pod', 'x', { namespace: 'cart' }), ['cart']],
      [
        'PersistentVolume',
        () =>
          row('PersistentVolume', 'x', {
            claim: { namespace: 'shop', name: 'x' },
          }),
        ['shop'],
      ],
      ['DataUpload', () => copy('x', { claimUid: 'a' }, 1), ['shop']],
      [
        'PodVolumeRestore',
        () =>
          row('PodVolumeRestore', 'x', {
            sourceNamespace: null,
            targetNamespace: 'cart',
          }),
        ['cart'],
      ],
      ['Restore', () => restore('x', ['shop'], 1), ['one', 'shop']],
      [
        'Restore',
        () => restore('x', ['shop', 'till'], 1),
        ['cart', 'one', 'shop'],
      ],
      [
        'StorageClass',
        () => row('StorageClass', 'x', {}),
        ['cart', 'one', 'shop'],
      ],
      ['NodeAgent', () => row('NodeAgent', 'x', {}), ['cart', 'one', 'shop']],
      [
        'PostgresCluster',
        () => row('PostgresCluster', 'x', { namespace: 'shop' }),
        ['one', 'shop'],
      ],
      [
        'PostgresBackup',
        () =>
          row('PostgresBackup', 'x', {
            namespace: 'shop',
            cluster: 'db',
            scheduledBackup: null,
            phase: 'completed',
            method: 'plugin',
          }),
        ['one', 'shop'],
      ],
      [
        'LonghornVolume',
        () =>
          row('LonghornVolume', 'x', {
            claim: { namespace: 'shop', name: 'x' },
          }),
        ['one', 'shop'],
      ],
      [
        'LonghornVolume',
        () => row('LonghornVolume', 'x', { claim: null }),
        ['one'],
      ],
      [
        'BackupStorageLocation',
        () => storageLocationRow('x'),
        ['cart', 'one', 'shop'],
      ],
      ['ApplicationSet', () => row('ApplicationSet', 'x', {}), ['one']],
    ])(
      '%s: those that it concerns, as it comes and goes',
      async (kind, make, due) => {
        await upsert(kind, make());
        expect(await takeDue(store)).toEqual(due);
        await upsert(kind, make());
        expect(await takeDue(store)).toEqual([]);
        const { namespace, name } = make();
        await store.apply(
          { cluster: 'one', kind },
          { type: 'removed', keys: [{ namespace, name }] },
        );
        expect(await takeDue(store)).toEqual(due);
      },
    );

    it('marks whoever a volume was of before', async () => {
      const volume = (namespace: string) =>
        row('PersistentVolume', 'x', { claim: { namespace, name: 'x' } });
      await upsert('PersistentVolume', volume('shop'));
      await settle(store);
      await upsert('PersistentVolume', volume('cart'));
      expect(await takeDue(store)).toEqual(['cart', 'shop']);
    });

    it('follows a backup of Longhorn to the namespace of its volume', async () => {
      await upsert(
        'LonghornVolume',
        row('LonghornVolume', 'pvc-1', {
          claim: { namespace: 'shop', name: 'x' },
        }),
      );
      await settle(store);
      await upsert(
        'LonghornBackup',
        row(
          'LonghornBackup',
          'b',
          { volume: 'pvc-1', backupTarget: '', state: 'Completed' },
          day(1),
        ),
      );
      expect(await takeDue(store)).toEqual(['one', 'shop']);
      await upsert(
        'LonghornBackup',
        row(
          'LonghornBackup',
          'foreign',
          { volume: 'of-another', backupTarget: '', state: 'Completed' },
          day(1),
        ),
      );
      expect(await takeDue(store)).toEqual([]);
    });

    it('follows sources and projects to the sync objects that look at them', async () => {
      await upsert('Kustomization', kustomizationRow('shop', ['shop']));
      await upsert(
        'Application',
        applicationRow('cart', [{ destination: 'self', namespace: 'cart' }], {
          project: 'carts',
        }),
      );
      await settle(store);
      await upsert(
        'GitRepository',
        row('GitRepository', 'flux-system', {
          kind: 'GitRepository',
          namespace: 'flux-system',
        }),
      );
      expect(await takeDue(store)).toEqual(['one', 'shop']);
      await upsert(
        'GitRepository',
        row('GitRepository', 'other', {
          kind: 'GitRepository',
          namespace: 'flux-system',
        }),
      );
      expect(await takeDue(store)).toEqual([]);
      await upsert(
        'AppProject',
        row('AppProject', 'carts', { namespace: 'argocd' }),
      );
      expect(await takeDue(store)).toEqual(['cart', 'one']);
    });
  });

  it('replaces the facts of one namespace and leaves the others alone', async () => {
    const pods = (namespace: string, ...of: string[]) =>
      store.apply(
        { cluster: 'one', kind: 'Pod' },
        {
          type: 'replaced',
          namespace,
          rows: of.map(name => row('Pod', name, { namespace })),
          malformed: 0,
        },
      );
    await pods('shop', 'a', 'b');
    await pods('cart', 'c');
    await pods('shop', 'b');
    const stored = await knex('facts')
      .where({ kind: 'Pod' })
      .orderBy('name')
      .pluck('name');
    expect(stored).toEqual(['b', 'c']);
    const { summary } = (await store.loadClusterDetail('one'))!;
    expect(summary.kinds.Pod).toMatchObject({ objects: 2, malformed: 0 });

    await settle(store);
    const confine = () =>
      store.apply(
        { cluster: 'one', kind: 'Pod' },
        { type: 'confined', namespaces: ['shop'] },
      );
    expect(await confine()).toEqual({ changed: 1 });
    expect(await takeDue(store)).toEqual(['cart']);
    expect(await knex('facts').where({ kind: 'Pod' }).pluck('name')).toEqual([
      'b',
    ]);
    expect(await confine()).toEqual({ changed: 0 });
  });

  it('forgets kinds that a cluster does not serve, and says it once', async () => {
    await replace('one', 'Pod', row('Pod', 'a', { namespace: 'shop' }));
    await settle(store);
    const kinds: FactKind[] = ['Pod', 'LonghornVolume'];
    await store.setKindsFound('one', { absent: kinds, pending: [] });
    expect(await takeDue(store)).toEqual(['cart', 'one', 'shop']);
    const { summary } = (await store.loadClusterDetail('one'))!;
    const gone = { state: 'absent', objects: 0, syncedAt: null };
    expect(summary.kinds).toMatchObject({ Pod: gone, LonghornVolume: gone });
    expect((await objectsOf('shop')).Pod).toEqual([]);
    await store.setKindsFound('one', { absent: kinds, pending: [] });
    await store.setKindsFound('one', { absent: [], pending: [] });
    expect(await takeDue(store)).toEqual([]);
  });

  it('keeps how far a clock is ahead and every version that was seen', async () => {
    await store.recordContact('one', { skewMs: 1_500.4 });
    await settle(store);
    await store.recordContact('one');
    expect(await takeDue(store)).toEqual([]);
    for (const version of ['v1.33.4', 'v1.34.0', 'v1.33.4']) {
      await store.recordKubernetesVersion('one', version);
    }
    const [cluster] = (await load('shop')).clusters;
    expect(cluster.contact.clockSkewMs).toBe(1_500);
    expect(cluster.kubernetesVersions).toEqual(['v1.33.4', 'v1.34.0']);
    await settle(store);
    await store.recordKubernetesVersion('one', 'v1.34.0');
    expect(await takeDue(store)).toEqual([]);
    await store.recordContact('one', { skewMs: -3_000 });
    expect(await takeDue(store)).toEqual(['cart', 'one', 'shop']);
  });

  describe('exemptions', () => {
    const everything = { environments: null, clusters: null };

    it('reach the places that they and their config repository are for', async () => {
      await store.putExemptions({ name: 'main', scope: everything }, [
        exemption({ reason: 'everywhere' }),
        exemption({ reason: 'staging', environment: 'staging' }),
        exemption({ reason: 'one', cluster: 'one' }),
        exemption({ reason: 'other', namespace: 'till' }),
      ]);
      await store.putExemptions(
        {
          name: 'team',
          scope: { environments: ['staging'], clusters: ['t*'] },
        },
        [exemption({ reason: 'team' })],
      );
      const reasons = async (name: string) =>
        (await load(name)).exemptions.map(
          ({ cluster, reason }) => `${cluster}: ${reason}`,
        );
      expect(await reasons('shop')).toEqual(['one: everywhere', 'one: one']);
      expect(await reasons('cart')).toEqual([
        'two: everywhere',
        'two: staging',
        'two: team',
      ]);
    });

    it('mark due whoever claims or has a namespace that is named anew or no more', async () => {
      const put = (...all: Exemption[]) =>
        store.putExemptions({ name: 'main', scope: everything }, all);
      expect(await put(exemption({}), exemption({ namespace: 'till' }))).toBe(
        true,
      );
      expect(await takeDue(store)).toEqual(['cart', 'one', 'shop', 'two']);
      expect(await put(exemption({}), exemption({ namespace: 'till' }))).toBe(
        false,
      );
      await put(exemption({ namespace: 'till' }), exemption({}));
      expect(await takeDue(store)).toEqual([]);
      await put(exemption({ namespace: 'cart' }), exemption({}));
      expect(await takeDue(store)).toEqual(['cart', 'one', 'two']);
      await store.keepExemptionsOf(['main']);
      expect(await takeDue(store)).toEqual([]);
      await store.keepExemptionsOf([]);
      expect(await takeDue(store)).toEqual(['cart', 'one', 'shop', 'two']);
      expect((await load('shop')).exemptions).toEqual([]);
    });

    it('reach the databases and volumes of a cluster', async () => {
      await replace(
        'one',
        'PostgresCluster',
        row('PostgresCluster', 'db', { namespace: 'shop' }),
      );
      await store.putExemptions({ name: 'main', scope: everything }, [
        exemption({ reason: 'database' }),
        exemption({ reason: 'nothing there', namespace: 'cart' }),
      ]);
      const { exemptions } = (await store.loadCluster('one'))!;
      expect(exemptions.map(({ reason }) => reason)).toEqual(['database']);
    });
  });

  it('says of every kind what its facts belong to', () => {
    for (const { to, of, history } of Object.values(belongings)) {
      expect(to === 'volume' || to === 'cluster' ? of : 'own').toBeTruthy();
      expect(to === 'apart' ? history : undefined).toBeUndefined();
    }
  });
});
