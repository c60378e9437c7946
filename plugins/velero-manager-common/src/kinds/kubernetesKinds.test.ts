import { factOf } from './__testUtils__/objects';
import { kindDefinitions } from './kindDefinitions';

const CREATED = '2026-01-05T08:00:00.000Z';

describe('Namespace', () => {
  it('is read', () => {
    const fact = factOf('Namespace');
    expect(fact).toEqual({
      name: 'shop',
      uid: expect.any(String),
      createdAt: CREATED,
      deletedAt: null,
      phase: 'Active',
      labels: { 'velero.io/exclude-from-backup': 'true' },
      confirmedEntity: 'component:default/shop',
    });
    expect(kindDefinitions.Namespace.index(fact).targets).toEqual([]);
  });
});

describe('PersistentVolumeClaim', () => {
  it('is read', () => {
    expect(factOf('PersistentVolumeClaim')).toEqual({
      namespace: 'shop',
      name: 'uploads',
      uid: '0b9c3f56-6b1f-4d52-8a5d-0d6b0e2f9a20',
      createdAt: CREATED,
      deletedAt: null,
      labels: { app: 'web', 'cnpg.io/cluster': 'shop-db' },
      phase: 'Bound',
      storageClass: 'fast',
      volumeMode: 'Filesystem',
      accessModes: ['ReadWriteOnce'],
      requestedBytes: 10_737_418_240,
      volumeName: 'pvc-20',
      isEphemeral: false,
      postgresCluster: 'shop-db',
      snapshotClass: 'fast-snapshots',
      exemptionRequested: true,
    });
  });

  it('says nothing that is not there', () => {
    expect(
      factOf('PersistentVolumeClaim', object => {
        object.metadata.labels = {};
        object.metadata.annotations = {};
        object.spec = { resources: { requests: { storage: 'much' } } };
        object.status = { phase: 'Pending' };
      }),
    ).toMatchObject({
      phase: 'Pending',
      storageClass: null,
      volumeMode: 'Filesystem',
      accessModes: [],
      requestedBytes: null,
      volumeName: null,
      postgresCluster: null,
      snapshotClass: null,
      exemptionRequested: false,
    });
  });

  it.each([
    [
      'a Block volume',
      (o: any) => (o.spec.volumeMode = 'Block'),
      { volumeMode: 'Block' },
    ],
    [
      'the class of an old annotation',
      (o: any) => {
        delete o.spec.storageClassName;
        o.metadata.annotations['volume.beta.kubernetes.io/storage-class'] =
          'old';
      },
      { storageClass: 'old' },
    ],
    [
      'one that was made for a Pod',
      (o: any) =>
        (o.metadata.ownerReferences = [{ kind: 'Pod', name: 'web-0' }]),
      { isEphemeral: true },
    ],
    [
      'one that belongs to something else',
      (o: any) =>
        (o.metadata.ownerReferences = [{ kind: 'Cluster', name: 'db' }]),
      { isEphemeral: false },
    ],
    [
      'owners that cannot be read',
      (o: any) => (o.metadata.ownerReferences = 'Pod'),
      { isEphemeral: false },
    ],
  ])('knows %s', (_, change, expected) => {
    expect(factOf('PersistentVolumeClaim', change)).toMatchObject(expected);
  });
});

describe('PersistentVolume', () => {
  it('is read', () => {
    expect(factOf('PersistentVolume')).toEqual({
      name: 'pvc-20',
      uid: expect.any(String),
      createdAt: '2026-01-05T08:00:05.000Z',
      deletedAt: null,
      phase: 'Bound',
      storageClass: 'fast',
      capacityBytes: 10_737_418_240,
      claim: { namespace: 'shop', name: 'uploads' },
      type: 'csi',
      csi: {
        driver: 'csi.example.com',
        handle: 'vol-20',
        attributes: { tier: 'gold' },
      },
      nfs: null,
    });
  });

  it.each([
    [{ nfs: { server: 'files', path: '/shop' } }, 'nfs'],
    [{ hostPath: { path: '/data' } }, 'hostPath'],
    [{ local: { path: '/data' } }, 'local'],
    [{ awsElasticBlockStore: { volumeID: 'vol' } }, 'awsElasticBlockStore'],
    [{ storageos: { volumeName: 'vol' } }, 'storageOS'],
    [{ csi: null, iscsi: {} }, 'iscsi'],
    [{ invented: {} }, ''],
  ])('of %j is of the type %p', (source, type) => {
    const fact = factOf('PersistentVolume', object => {
      object.spec = { accessModes: ['ReadWriteOnce'], ...source };
    });
    expect(fact).toMatchObject({
      type,
      csi: null,
      nfs: 'nfs' in source ? source.nfs : null,
      claim: null,
      storageClass: null,
      capacityBytes: null,
    });
  });
});

describe('Pod', () => {
  it('is read, with the volumes that have a claim', () => {
    const fact = factOf('Pod');
    expect(fact).toEqual({
      namespace: 'shop',
      name: 'web-0',
      uid: '0b9c3f56-6b1f-4d52-8a5d-0d6b0e2f9a23',
      createdAt: '2026-01-05T08:01:00.000Z',
      deletedAt: null,
      labels: { app: 'web' },
      phase: 'Running',
      node: 'worker-1',
      volumes: [
        { name: 'uploads', claim: 'uploads', isMounted: true },
        { name: 'raw', claim: 'raw', isMounted: false },
        { name: 'scratch', claim: 'web-0-scratch', isMounted: false },
      ],
      backupVolumes: ['uploads', 'scratch'],
      excludedVolumes: ['cache'],
    });
    expect(kindDefinitions.Pod.keep?.(fact)).toBe(true);
  });

  it('is not kept without a claim', () => {
    const fact = factOf('Pod', object => {
      object.spec.volumes = [{ name: 'tmp', emptyDir: {} }];
      delete object.spec.nodeName;
      delete object.metadata.annotations;
    });
    expect(fact).toMatchObject({
      node: null,
      backupVolumes: [],
      excludedVolumes: [],
    });
    expect(kindDefinitions.Pod.keep?.(fact)).toBe(false);
  });

  it('takes a space in its annotation for a part of the name, as Velero does', () => {
    const fact = factOf('Pod', object => {
      object.metadata.annotations['backup.velero.io/backup-volumes'] = 'a, b,';
    });
    expect(fact.backupVolumes).toEqual(['a', ' b']);
  });
});

describe('StorageClass', () => {
  it('is read', () => {
    expect(factOf('StorageClass')).toEqual({
      name: 'fast',
      uid: expect.any(String),
      createdAt: CREATED,
      provisioner: 'csi.example.com',
      parameters: { type: 'ssd' },
      isDefault: true,
      snapshotClass: null,
    });
  });

  it.each([
    ['storageclass.beta.kubernetes.io/is-default-class', 'true', true],
    ['storageclass.kubernetes.io/is-default-class', 'false', false],
  ])('with %s: %s is the default: %p', (annotation, value, isDefault) => {
    expect(
      factOf('StorageClass', object => {
        object.metadata.annotations = {
          [annotation]: value,
          'velero.io/csi-volumesnapshot-class': 'snapshots',
        };
      }),
    ).toMatchObject({ isDefault, snapshotClass: 'snapshots' });
  });
});

describe('VolumeSnapshotClass', () => {
  it('is read', () => {
    expect(factOf('VolumeSnapshotClass')).toEqual({
      name: 'fast-snapshots',
      uid: expect.any(String),
      createdAt: CREATED,
      driver: 'csi.example.com',
      deletionPolicy: 'Retain',
      parameters: { type: 'bak' },
      isForVelero: true,
      isDefault: false,
    });
  });

  it.each([
    [
      'a label of any value',
      { labels: { 'velero.io/csi-volumesnapshot-class': 'false' } },
      true,
      false,
    ],
    [
      'the annotation of a default',
      {
        annotations: {
          'snapshot.storage.kubernetes.io/is-default-class': 'true',
        },
      },
      false,
      true,
    ],
    ['neither', {}, false, false],
  ])('is chosen by %s', (_, marks, isForVelero, isDefault) => {
    expect(
      factOf('VolumeSnapshotClass', object => {
        delete object.metadata.labels;
        Object.assign(object.metadata, marks);
      }),
    ).toMatchObject({ isForVelero, isDefault });
  });
});

describe('VolumeSnapshot', () => {
  it('is read, and found by its claim and moment', () => {
    const fact = factOf('VolumeSnapshot');
    expect(fact).toEqual({
      namespace: 'shop',
      name: 'uploads-monday',
      uid: expect.any(String),
      createdAt: '2026-11-16T06:00:00.000Z',
      deletedAt: null,
      claim: 'uploads',
      snapshotClass: 'fast-snapshots',
      isReady: true,
      takenAt: '2026-11-16T06:00:03.000Z',
      error: null,
      restoreBytes: 10_737_418_240,
    });
    expect(kindDefinitions.VolumeSnapshot.index(fact)).toMatchObject({
      owner: 'uploads',
      occurredAt: '2026-11-16T06:00:03.000Z',
      outcome: 'Ready',
    });
  });

  it('is not ready while nothing says so', () => {
    const fact = factOf('VolumeSnapshot', object => {
      object.spec = { source: { volumeSnapshotContentName: 'existing' } };
      object.status = { error: { message: 'no such snapshot' } };
    });
    expect(fact).toMatchObject({
      claim: null,
      snapshotClass: null,
      isReady: false,
      takenAt: null,
      error: 'no such snapshot',
      restoreBytes: null,
    });
    expect(kindDefinitions.VolumeSnapshot.index(fact)).toMatchObject({
      owner: '',
      occurredAt: '2026-11-16T06:00:00.000Z',
      outcome: '',
    });
  });
});

describe('CronJob', () => {
  it('is read', () => {
    expect(factOf('CronJob')).toEqual({
      namespace: 'shop',
      name: 'dump',
      uid: expect.any(String),
      createdAt: CREATED,
      cron: '30 1 * * *',
      zone: 'Europe/Berlin',
      suspended: true,
      images: ['busybox:1.37', 'postgres:18'],
      claims: ['dumps'],
      lastScheduledAt: '2026-11-20T00:30:00.000Z',
      lastSucceededAt: '2026-11-20T00:31:30.000Z',
    });
  });

  it('runs in no zone of its own unless it says one', () => {
    expect(
      factOf('CronJob', object => {
        object.spec = { schedule: '@daily' };
      }),
    ).toMatchObject({ zone: null, suspended: false, images: [], claims: [] });
  });
});

describe('VirtualMachine', () => {
  it('is read, its claims apart from what needs no backup', () => {
    expect(factOf('VirtualMachine')).toEqual({
      namespace: 'bank',
      name: 'ledger',
      uid: expect.any(String),
      createdAt: CREATED,
      deletedAt: null,
      labels: { app: 'ledger' },
      status: 'Running',
      claims: ['ledger-root', 'ledger-data'],
      otherVolumes: [
        { name: 'init', type: 'cloudInitNoCloud' },
        { name: 'boot', type: 'containerDisk' },
      ],
    });
  });

  it('has each claim once', () => {
    const fact = factOf('VirtualMachine', object => {
      object.spec.template.spec.volumes.push({
        name: 'again',
        persistentVolumeClaim: { claimName: 'ledger-root' },
      });
    });
    expect(fact.claims).toEqual(['ledger-root', 'ledger-data']);
  });
});

describe('DataVolume', () => {
  it('is read', () => {
    expect(factOf('DataVolume')).toEqual({
      namespace: 'bank',
      name: 'ledger-root',
      uid: expect.any(String),
      createdAt: CREATED,
      deletedAt: null,
      phase: 'Succeeded',
      claim: 'ledger-root',
      virtualMachine: 'ledger',
    });
  });

  it('may fill a claim of another name, for no machine', () => {
    expect(
      factOf('DataVolume', object => {
        delete object.metadata.ownerReferences;
        object.status.claimName = 'other';
      }),
    ).toMatchObject({ claim: 'other', virtualMachine: null });
  });
});
