import { factOf } from './__testUtils__/objects';
import { belongingOf, belongings, sourceKey, storeKeyOf } from './belongings';
import { FactByKind, FactKind } from './types';

/** A fact of a kind, as our own fixtures of its objects read, changed a little. */
const belonging = <K extends FactKind>(
  kind: K,
  changes: Partial<FactByKind[K]> = {},
) => belongingOf(kind, { ...factOf(kind), ...changes });

/** What belongs to a place and is no history. */
const of = (place: string | null) => ({
  of: place,
  series: null,
  isGood: null,
});

describe('belongingOf', () => {
  it.each([
    [
      'a claim to its namespace',
      belonging('PersistentVolumeClaim', { namespace: 'shop' }),
      of('shop'),
    ],
    [
      'a volume to the namespace of its claim',
      belonging('PersistentVolume', {
        claim: { namespace: 'shop', name: 'data' },
      }),
      of('shop'),
    ],
    [
      'a volume without a claim to nothing',
      belonging('PersistentVolume', { claim: null }),
      of(null),
    ],
    ['a storage class to the cluster', belonging('StorageClass'), of('')],
    [
      'a repository to the namespace whose volumes it holds',
      belonging('BackupRepository', { volumeNamespace: 'shop' }),
      of('shop'),
    ],
    [
      'a Longhorn volume to the namespace of its claim',
      belonging('LonghornVolume', {
        claim: { namespace: 'shop', name: 'data' },
      }),
      of('shop'),
    ],
    [
      'a Longhorn volume without a claim to nothing',
      belonging('LonghornVolume', { claim: null }),
      of(null),
    ],
    [
      'what a target holds of a volume to the volume',
      belonging('LonghornBackupVolume', { volume: 'pvc-1' }),
      of('pvc-1'),
    ],
    [
      'an open deletion to the cluster',
      belonging('DeleteBackupRequest', { phase: 'New', errors: [] }),
      of(''),
    ],
    [
      'a deletion in vain to the cluster',
      belonging('DeleteBackupRequest', {
        phase: 'Processed',
        errors: ['denied'],
      }),
      of(''),
    ],
    [
      'a deletion that is done to nothing',
      belonging('DeleteBackupRequest', { phase: 'Processed', errors: [] }),
      of(null),
    ],
    [
      'an Application to its project',
      belonging('Application', { project: 'shops' }),
      of('shops'),
    ],
    [
      'a Kustomization to its source',
      belonging('Kustomization', {
        sourceRef: { kind: 'GitRepository', namespace: 'flux', name: 'main' },
      }),
      of('GitRepository/flux/main'),
    ],
    [
      'a HelmRelease without a source to nothing',
      belonging('HelmRelease', { sourceRef: null }),
      of(null),
    ],
    [
      'a HelmRelease to its source',
      belonging('HelmRelease', {
        sourceRef: {
          kind: 'HelmRepository',
          namespace: 'flux',
          name: 'charts',
        },
      }),
      of('HelmRepository/flux/charts'),
    ],
    ['a source to nothing', belonging('GitRepository'), of(null)],
  ])('says that %s belongs', (_, found, expected) => {
    expect(found).toEqual(expected);
  });

  it.each([
    [
      'a PodVolumeBackup',
      belonging('PodVolumeBackup', { phase: 'Completed', claimUid: 'uid' }),
      { series: 'uid', isGood: true },
    ],
    [
      'a PodVolumeBackup',
      belonging('PodVolumeBackup', {
        phase: 'Failed',
        claimUid: null,
        claim: 'data',
      }),
      { series: 'data', isGood: false },
    ],
    [
      'a PodVolumeBackup',
      belonging('PodVolumeBackup', {
        claimUid: null,
        claim: null,
        pod: { name: 'a', uid: 'b', volume: 'v' },
      }),
      { series: 'v' },
    ],
    [
      'a DataUpload',
      belonging('DataUpload', { claimUid: null, claim: null, pod: null }),
      { series: '' },
    ],
    [
      'a DataUpload',
      belonging('DataUpload', { sourceNamespace: 'shop' }),
      { of: 'shop' },
    ],
    [
      'a DataDownload',
      belonging('DataDownload', {
        sourceNamespace: null,
        targetNamespace: 'drill',
      }),
      { of: 'drill' },
    ],
    [
      'a DataDownload',
      belonging('DataDownload', {
        sourceNamespace: 'shop',
        targetNamespace: 'drill',
      }),
      { of: 'shop' },
    ],
    [
      'a DataDownload',
      belonging('DataDownload', { claim: 'data', phase: 'Completed' }),
      { series: 'data', isGood: true },
    ],
    [
      'a PodVolumeRestore',
      belonging('PodVolumeRestore', {
        claim: null,
        pod: { name: 'a', volume: 'v' },
      }),
      { series: 'v' },
    ],
    [
      'a PodVolumeRestore',
      belonging('PodVolumeRestore', {
        claim: null,
        pod: null,
        phase: 'Failed',
      }),
      { series: '', isGood: false },
    ],
    [
      'a VolumeSnapshot',
      belonging('VolumeSnapshot', { claim: 'data', isReady: true }),
      { series: 'data', isGood: true },
    ],
    [
      'a VolumeSnapshot',
      belonging('VolumeSnapshot', { claim: null, isReady: false }),
      { series: '', isGood: false },
    ],
    [
      'a PostgresBackup',
      belonging('PostgresBackup', {
        cluster: 'db',
        scheduledBackup: 'daily',
        phase: 'completed',
      }),
      { series: '["db","daily"]', isGood: true },
    ],
    [
      'a PostgresBackup',
      belonging('PostgresBackup', {
        cluster: 'db',
        scheduledBackup: null,
        phase: 'failed',
      }),
      { series: '["db",null]', isGood: false },
    ],
    [
      'a LonghornBackup',
      belonging('LonghornBackup', {
        volume: 'pvc-1',
        backupTarget: 'default',
        state: 'Completed',
      }),
      { of: 'pvc-1', series: 'default', isGood: true },
    ],
    [
      'a LonghornBackup',
      belonging('LonghornBackup', { state: 'Error' }),
      { isGood: false },
    ],
  ])('lines up %s (%#)', (_, found, expected) => {
    expect(found).toMatchObject(expected);
  });

  it.each([
    [['shop'], 'shop'],
    [['sh*'], ''],
    [['shop', 'web'], ''],
    [[], ''],
  ])('finds a restore of %j by %j', (includedNamespaces, place) => {
    expect(belonging('Restore', { includedNamespaces }).of).toBe(place);
  });

  it('lines up restores by what they took, whatever the order', () => {
    const series = (...includedNamespaces: string[]) =>
      belonging('Restore', { includedNamespaces }).series;
    expect(series('a', 'b')).toBe(series('b', 'a'));
    expect(series('a', 'b')).not.toBe(series('a'));
    const isGood = (changes: Partial<FactByKind['Restore']>) =>
      belonging('Restore', { phase: 'Completed', errors: 0, ...changes })
        .isGood;
    expect([
      isGood({}),
      isGood({ errors: 1 }),
      isGood({ phase: 'Failed' }),
    ]).toEqual([true, false, false]);
  });

  it('has an answer for each kind', () => {
    expect(Object.values(belongings).every(({ to }) => to)).toBe(true);
  });
});

describe('storeKeyOf', () => {
  const store = {
    provider: 'aws',
    endpoint: 'https://s3',
    bucket: 'b',
    prefix: 'p',
  };

  it('is the same however the same store is written', () => {
    expect(
      storeKeyOf({
        ...store,
        provider: 'velero.io/aws',
        endpoint: 'https://s3/',
        prefix: '/p/',
      }),
    ).toBe(storeKeyOf(store));
  });

  it.each(['provider', 'endpoint', 'bucket', 'prefix'])(
    'tells another %s',
    field => {
      expect(storeKeyOf({ ...store, [field]: 'other' })).not.toBe(
        storeKeyOf(store),
      );
    },
  );
});

describe('sourceKey', () => {
  it('tells kinds, namespaces and names apart', () => {
    expect(sourceKey({ kind: 'Bucket', namespace: 'flux', name: 'main' })).toBe(
      'Bucket/flux/main',
    );
  });
});
