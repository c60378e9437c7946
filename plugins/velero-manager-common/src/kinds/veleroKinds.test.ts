import { factOf, objectOf } from './__testUtils__/objects';
import { kindDefinitions } from './kindDefinitions';

const CREATED = '2026-01-05T08:00:00.000Z';

describe('Schedule', () => {
  it('is read', () => {
    const fact = factOf('Schedule');
    expect(fact).toMatchObject({
      namespace: 'velero',
      name: 'shop-daily',
      createdAt: CREATED,
      deletedAt: null,
      cron: '0 2 * * *',
      paused: true,
      skipImmediately: false,
      phase: 'FailedValidation',
      validationErrors: ['invalid schedule: expected exactly 5 fields'],
      lastBackupAt: '2026-11-20T02:00:04.000Z',
      lastSkippedAt: null,
      change: '7c1d',
      specHash: '5f2d',
      labels: { 'app.kubernetes.io/instance': 'shop' },
      backupLabels: { team: 'shop' },
      hasTemplateLabels: true,
      useOwnerReferences: true,
      argocdTrackingId: 'shop:velero.io/Schedule:velero/shop-daily',
      snapshotClasses: { 'csi.example.com': 'fast-snapshots' },
    });
    expect(fact.scope).toEqual({
      includedNamespaces: ['shop'],
      excludedNamespaces: [],
      includedResources: [],
      excludedResources: [],
      includedNamespaceScopedResources: [],
      excludedNamespaceScopedResources: [],
      includedClusterScopedResources: [],
      excludedClusterScopedResources: [],
      includeClusterResources: null,
      hasLabelSelector: true,
      labelSelector: { matchLabels: { tier: 'data' }, matchExpressions: [] },
      orLabelSelectors: [],
      storageLocation: 'offsite',
      volumeSnapshotLocations: [],
      ttlSeconds: 7_776_000,
      snapshotVolumes: null,
      snapshotMoveData: null,
      defaultVolumesToFsBackup: null,
      resourcePolicy: 'volumes',
      itemOperationTimeoutSeconds: 21_600,
      hasHooks: true,
    });
    expect(kindDefinitions.Schedule.index(fact)).toMatchObject({
      owner: 'shop-daily',
      namespaces: { included: ['shop'], excluded: [] },
    });
  });

  it.each([
    [
      'its own, where its template says none',
      undefined,
      ['app.kubernetes.io/instance'],
      false,
    ],
    ['none, where its template says there are none', {}, [], true],
    ['those of its template', { a: 'b' }, ['a'], true],
  ])('gives its backups labels: %s', (_, labels, keys, hasTemplateLabels) => {
    const fact = factOf('Schedule', object => {
      object.spec.template.metadata = { labels };
    });
    expect(Object.keys(fact.backupLabels)).toEqual(keys);
    expect(fact.hasTemplateLabels).toBe(hasTemplateLabels);
  });

  it('gives its backups the annotations of its template instead of its own', () => {
    const { snapshotClasses } = factOf('Schedule', object => {
      object.spec.template.metadata.annotations = {
        'velero.io/csi-volumesnapshot-class_ebs.csi.aws.com': 'ebs',
      };
    });
    expect(snapshotClasses).toEqual({ 'ebs.csi.aws.com': 'ebs' });
  });

  it('says nothing that is not there', () => {
    const fact = factOf('Schedule', object => {
      object.metadata.labels = null;
      object.metadata.annotations = null;
      object.spec = {};
      object.status = null;
    });
    expect(fact).toMatchObject({
      cron: '',
      paused: false,
      skipImmediately: null,
      phase: '',
      change: null,
      specHash: null,
      argocdTrackingId: null,
      useOwnerReferences: false,
      hasTemplateLabels: false,
      backupLabels: {},
    });
    expect(fact.scope).toMatchObject({
      storageLocation: null,
      ttlSeconds: null,
      resourcePolicy: null,
      itemOperationTimeoutSeconds: null,
      hasHooks: false,
      hasLabelSelector: false,
    });
  });

  it("reads {} as an empty list of resources, as Velero's own example writes it", () => {
    const { scope } = factOf('Schedule', object => {
      object.spec.template.includedClusterScopedResources = {};
    });
    expect(scope.includedClusterScopedResources).toEqual([]);
    expect(
      kindDefinitions.Schedule.parse(
        objectOf('Schedule', object => {
          object.spec.template.includedResources = { pods: true };
        }),
      ).ok,
    ).toBe(false);
  });

  it('has no hooks where none runs a command', () => {
    const { scope } = factOf('Schedule', object => {
      object.spec.template.hooks.resources[0] = { name: 'quiesce', pre: [] };
    });
    expect(scope.hasHooks).toBe(false);
  });

  it.each([
    [{ kind: 'ConfigMap', name: 'volumes' }, 'volumes'],
    [{ kind: 'configmap' }, null],
    [{ kind: 'secret', name: 'volumes' }, null],
    [{ name: 'volumes' }, null],
  ])('heeds the resource policy %j as %p', (resourcePolicy, policy) => {
    const { scope } = factOf('Schedule', object => {
      Object.assign(object.spec.template, { resourcePolicy });
    });
    expect(scope.resourcePolicy).toBe(policy);
  });

  it.each(['shop', [7], {}])(
    'is not read where its namespaces are %j: never as all namespaces',
    includedNamespaces => {
      expect(
        kindDefinitions.Schedule.parse(
          objectOf('Schedule', object => {
            object.spec.template = { includedNamespaces };
          }),
        ),
      ).toEqual({
        ok: false,
        reason: expect.stringContaining('spec.template.includedNamespaces'),
      });
    },
  );

  it('is not read where its retention is no duration', () => {
    expect(
      kindDefinitions.Schedule.parse(
        objectOf('Schedule', object => {
          object.spec.template.ttl = '30d';
        }),
      ),
    ).toEqual({
      ok: false,
      reason: 'spec.template.ttl must be a duration such as 720h0m0s',
    });
  });

  it('takes a broken selector for one that selects nothing we know', () => {
    const { scope } = factOf('Schedule', object => {
      object.spec.template.labelSelector = { matchLabels: 'app=shop' };
    });
    expect(scope.hasLabelSelector).toBe(true);
    expect(scope.labelSelector?.matchExpressions).toHaveLength(1);
  });

  it.each([
    ['no selector', undefined, undefined, false],
    ['an empty one', {}, undefined, false],
    [
      'expressions',
      { matchExpressions: [{ key: 'a', operator: 'Exists' }] },
      undefined,
      true,
    ],
    ['one of several', undefined, [{ matchLabels: { a: 'b' } }], true],
  ])(
    'is narrowed by %s: %s',
    (_, labelSelector, orLabelSelectors, narrowed) => {
      const { scope } = factOf('Schedule', object => {
        Object.assign(object.spec.template, {
          labelSelector,
          orLabelSelectors,
        });
      });
      expect(scope.hasLabelSelector).toBe(narrowed);
    },
  );
});

describe('Backup', () => {
  it('is read, and found by schedule and time', () => {
    const fact = factOf('Backup');
    expect(fact).toMatchObject({
      schedule: 'shop-daily',
      phase: 'PartiallyFailed',
      startedAt: '2026-11-20T02:00:05.000Z',
      completedAt: '2026-11-20T02:04:30.000Z',
      expiresAt: '2026-12-20T02:00:05.000Z',
      errors: 3,
      warnings: 1,
      csiSnapshotsAttempted: 2,
      csiSnapshotsCompleted: 1,
      volumeSnapshotsAttempted: 0,
      volumeSnapshotsCompleted: 0,
      itemOperationsAttempted: 3,
      itemOperationsCompleted: 2,
      itemOperationsFailed: 1,
      hooksFailed: 1,
      itemsTotal: 128,
      itemsBackedUp: 125,
      failureReason: null,
      ownerUids: ['0b9c3f56-6b1f-4d52-8a5d-0d6b0e2f9a02'],
      gcFailure: 'BSLReadOnly',
      snapshotClasses: { 'csi.example.com': 'fast-snapshots' },
      sourceClusterVersion: 'v1.34.2',
      clusterLabel: 'prod-1',
    });
    expect(fact.scope.ttlSeconds).toBe(2_592_000);
    expect(kindDefinitions.Backup.index(fact)).toEqual({
      owner: 'shop-daily',
      occurredAt: '2026-11-20T02:00:05.000Z',
      outcome: 'PartiallyFailed',
      targets: [],
      namespaces: { included: ['shop'], excluded: [] },
    });
  });

  it('is found as a manual one, and by its creation before it starts', () => {
    const fact = factOf('Backup', object => {
      delete object.metadata.labels;
      delete object.metadata.ownerReferences;
      delete object.status;
    });
    expect(fact).toMatchObject({ ownerUids: [], gcFailure: null, phase: '' });
    expect(kindDefinitions.Backup.index(fact)).toMatchObject({
      owner: '',
      occurredAt: '2026-11-20T02:00:04.000Z',
      outcome: '',
    });
  });
});

describe('BackupStorageLocation', () => {
  it('is read', () => {
    expect(factOf('BackupStorageLocation')).toMatchObject({
      provider: 'aws',
      bucket: 'backups',
      prefix: 'prod-1',
      endpoint: 'https://minio.example.com',
      accessMode: 'ReadWrite',
      isDefault: true,
      phase: 'Unavailable',
      message: 'rpc error: AccessDenied',
      lastValidatedAt: '2026-11-20T02:01:00.000Z',
      validationFrequencySeconds: 0,
      skipsTlsVerify: true,
      credential: { name: 'offsite-credentials', key: 'cloud' },
    });
  });

  it('has the defaults of the server, and no phase that Velero does not have', () => {
    expect(
      factOf('BackupStorageLocation', object => {
        object.spec = { accessMode: 'ReadOnly' };
        object.status = { phase: 'Invented' };
      }),
    ).toMatchObject({
      accessMode: 'ReadOnly',
      phase: '',
      validationFrequencySeconds: 60,
      lastValidatedAt: null,
      skipsTlsVerify: false,
      credential: null,
    });
  });

  it.each([
    ['1', true],
    ['T', true],
    ['false', false],
    ['yes', false],
  ])('reads insecureSkipTLSVerify %p as %p', (text, skipsTlsVerify) => {
    expect(
      factOf('BackupStorageLocation', object => {
        object.spec.config.insecureSkipTLSVerify = text;
      }).skipsTlsVerify,
    ).toBe(skipsTlsVerify);
  });

  it.each([
    [{}, false],
    [{ kmsKeyId: '' }, false],
    [{ serverSideEncryption: 'AES256' }, true],
    [{ kmsKeyId: 'alias/backups' }, true],
    [{ customerKeyEncryptionFile: '/credentials/key' }, true],
    [{ customerKeyEncryptionSecret: 'key/of' }, true],
  ])('knows whether config %p has the store encrypt', (config, isEncrypted) => {
    expect(
      factOf('BackupStorageLocation', object => {
        object.spec.config = config;
      }).isEncrypted,
    ).toBe(isEncrypted);
  });
});

describe('Restore', () => {
  it('is read, and found by its backup and its end', () => {
    const fact = factOf('Restore');
    expect(fact).toEqual({
      namespace: 'velero',
      name: 'shop-drill',
      uid: expect.any(String),
      createdAt: '2026-11-20T09:00:00.000Z',
      deletedAt: null,
      phase: 'PartiallyFailed',
      backup: 'shop-daily-20261120020004',
      schedule: 'shop-daily',
      includedNamespaces: ['shop'],
      excludedNamespaces: [],
      includedResources: [],
      excludedResources: ['nodes', 'events'],
      hasLabelSelector: true,
      namespaceMapping: { shop: 'shop-drill' },
      restoreVolumes: true,
      startedAt: '2026-11-20T09:00:02.000Z',
      completedAt: '2026-11-20T09:06:40.000Z',
      warnings: 2,
      errors: 1,
      itemsRestored: 61,
      failureReason: null,
      validationErrors: [],
    });
    expect(kindDefinitions.Restore.index(fact)).toMatchObject({
      owner: 'shop-daily-20261120020004',
      occurredAt: '2026-11-20T09:06:40.000Z',
      outcome: 'PartiallyFailed',
    });
  });

  it.each([
    [
      'its start while it runs',
      { startTimestamp: '2026-11-20T09:00:02Z' },
      '2026-11-20T09:00:02.000Z',
    ],
    ['its creation before it starts', undefined, '2026-11-20T09:00:00.000Z'],
  ])('is found by %s', (_, status, occurredAt) => {
    const fact = factOf('Restore', object => {
      object.spec = {};
      object.status = status;
    });
    expect(kindDefinitions.Restore.index(fact)).toMatchObject({
      owner: '',
      occurredAt,
    });
  });
});

describe('copies of volumes', () => {
  it('are read of a PodVolumeBackup', () => {
    const fact = factOf('PodVolumeBackup');
    expect(fact).toEqual({
      path: 'fs-backup',
      namespace: 'velero',
      name: 'shop-daily-20261120020004-x7k2p',
      uid: expect.any(String),
      createdAt: '2026-11-20T02:00:20.000Z',
      backup: 'shop-daily-20261120020004',
      backupUid: '0b9c3f56-6b1f-4d52-8a5d-0d6b0e2f9a03',
      sourceNamespace: 'shop',
      claim: 'uploads',
      claimUid: '0b9c3f56-6b1f-4d52-8a5d-0d6b0e2f9a20',
      pod: {
        name: 'web-0',
        uid: '0b9c3f56-6b1f-4d52-8a5d-0d6b0e2f9a23',
        volume: 'uploads',
      },
      storageLocation: 'offsite',
      uploader: 'kopia',
      phase: 'Completed',
      message: null,
      startedAt: '2026-11-20T02:00:22.000Z',
      completedAt: '2026-11-20T02:01:10.000Z',
      hasSnapshot: true,
      totalBytes: 2048,
      bytesDone: 2048,
      node: 'worker-1',
    });
    expect(kindDefinitions.PodVolumeBackup.index(fact)).toMatchObject({
      owner: 'shop',
      occurredAt: '2026-11-20T02:00:22.000Z',
      outcome: 'Completed',
    });
  });

  it('are read of a DataUpload', () => {
    const fact = factOf('DataUpload');
    expect(fact).toMatchObject({
      path: 'data-mover',
      backup: 'shop-daily-20261120020004',
      sourceNamespace: 'shop',
      claim: 'uploads',
      claimUid: '0b9c3f56-6b1f-4d52-8a5d-0d6b0e2f9a20',
      pod: null,
      storageLocation: 'offsite',
      uploader: 'velero',
      phase: 'Failed',
      message: 'data path backup failed: repository is not ready',
      hasSnapshot: false,
      totalBytes: 10_737_418_240,
      bytesDone: 1024,
      node: 'worker-2',
    });
    expect(kindDefinitions.DataUpload.index(fact)).toMatchObject({
      owner: 'shop',
      outcome: 'Failed',
    });
  });

  it.each(['PodVolumeBackup', 'DataUpload'] as const)(
    'say what little there is to say of a new %s',
    kind => {
      const fact = factOf(kind, object => {
        delete object.metadata.labels;
        delete object.metadata.annotations;
        delete object.metadata.ownerReferences;
        delete object.status;
        object.spec = {
          pod: { namespace: 'shop' },
          sourceNamespace: 'shop',
        };
      });
      expect(fact).toMatchObject({
        backup: null,
        backupUid: null,
        claim: null,
        claimUid: null,
        storageLocation: null,
        uploader: null,
        phase: '',
        hasSnapshot: false,
        totalBytes: null,
        bytesDone: null,
        node: null,
      });
      expect(kindDefinitions[kind].index(fact).occurredAt).toBe(fact.createdAt);
    },
  );

  it('belong to the backup by its whole name, which a label may not hold', () => {
    const name = `${'a'.repeat(60)}-20261120020004`;
    const { backup, backupUid } = factOf('DataUpload', object => {
      object.metadata.labels['velero.io/backup-name'] = 'cut-to-63-characters';
      object.metadata.ownerReferences = [
        { kind: 'Backup', name, uid: 'of-the-owner' },
      ];
    });
    expect(backup).toBe(name);
    expect(backupUid).toBe('0b9c3f56-6b1f-4d52-8a5d-0d6b0e2f9a03');
  });

  it('belong to the owner where there are no labels', () => {
    const { backup, backupUid } = factOf('PodVolumeBackup', object => {
      object.metadata.labels = {};
    });
    expect(backup).toBe('shop-daily-20261120020004');
    expect(backupUid).toBe('0b9c3f56-6b1f-4d52-8a5d-0d6b0e2f9a03');
  });

  it('are refused where nothing says whose volume it is', () => {
    for (const [kind, field] of [
      ['PodVolumeBackup', 'spec.pod'],
      ['DataUpload', 'spec.sourceNamespace'],
    ] as const) {
      expect(
        kindDefinitions[kind].parse(
          objectOf(kind, object => {
            object.spec = {};
          }),
        ),
      ).toEqual({ ok: false, reason: `${field} is missing` });
    }
  });
});

describe('restores of volumes', () => {
  it('are read of a PodVolumeRestore', () => {
    const fact = factOf('PodVolumeRestore');
    expect(fact).toEqual({
      path: 'fs-backup',
      namespace: 'velero',
      name: 'shop-drill-q8d4v',
      uid: expect.any(String),
      createdAt: '2026-11-20T09:00:30.000Z',
      restore: 'shop-drill',
      restoreUid: '0b9c3f56-6b1f-4d52-8a5d-0d6b0e2f9a10',
      sourceNamespace: 'shop',
      targetNamespace: 'shop-drill',
      claim: null,
      pod: { name: 'web-0', volume: 'uploads' },
      phase: 'Completed',
      message: null,
      startedAt: '2026-11-20T09:00:35.000Z',
      completedAt: '2026-11-20T09:01:05.000Z',
      totalBytes: 2048,
      bytesDone: 2048,
    });
    expect(kindDefinitions.PodVolumeRestore.index(fact)).toMatchObject({
      owner: 'shop-drill',
      occurredAt: '2026-11-20T09:00:35.000Z',
      outcome: 'Completed',
    });
  });

  it('are read of a DataDownload', () => {
    expect(factOf('DataDownload')).toMatchObject({
      path: 'data-mover',
      restore: 'shop-drill',
      sourceNamespace: 'shop',
      targetNamespace: 'shop-drill',
      claim: 'uploads',
      phase: 'InProgress',
      completedAt: null,
      totalBytes: 4096,
      bytesDone: null,
    });
  });

  it.each(['PodVolumeRestore', 'DataDownload'] as const)(
    'say what little there is to say of a new %s',
    kind => {
      const fact = factOf(kind, object => {
        delete object.metadata.labels;
        delete object.spec;
        delete object.status;
      });
      expect(fact).toMatchObject({
        restore: null,
        restoreUid: null,
        sourceNamespace: null,
        targetNamespace: null,
        claim: null,
        pod: null,
      });
      expect(kindDefinitions[kind].index(fact)).toMatchObject({
        owner: '',
        occurredAt: fact.createdAt,
      });
    },
  );
});

describe('BackupRepository', () => {
  it('is read, and found by the namespace of its volumes', () => {
    const fact = factOf('BackupRepository');
    expect(fact).toMatchObject({
      volumeNamespace: 'shop',
      storageLocation: 'offsite',
      repositoryType: 'kopia',
      phase: 'NotReady',
      message: 'error to connect to backup repo: access denied',
      lastMaintainedAt: '2026-11-20T01:00:00.000Z',
      lastMaintenance: 'Failed',
    });
    expect(kindDefinitions.BackupRepository.index(fact).owner).toBe('shop');
  });

  it.each([
    [
      'the newest of several, in whatever order',
      ['2026-11-18', '2026-11-20', '2026-11-19'],
      'ended 2026-11-20',
    ],
    [
      'one without a time is old',
      [null, '2026-11-18', null],
      'ended 2026-11-18',
    ],
    ['none', [], null],
  ])('tells how its last maintenance ended: %s', (_, days, last) => {
    const { lastMaintenance } = factOf('BackupRepository', object => {
      object.status.recentMaintenance = [
        { startTimestamp: '2026-11-21T00:00:00Z' },
        ...days.map(day => ({
          result: `ended ${day}`,
          completeTimestamp: day && `${day}T00:00:00Z`,
        })),
      ];
    });
    expect(lastMaintenance).toBe(last);
  });
});

describe('DeleteBackupRequest', () => {
  it('is read, and found by its backup', () => {
    const fact = factOf('DeleteBackupRequest');
    expect(fact).toMatchObject({
      backup: 'shop-daily-20261021020004',
      backupUid: '0b9c3f56-6b1f-4d52-8a5d-0d6b0e2f9a17',
      phase: 'Processed',
      errors: ['error deleting snapshot: access denied'],
    });
    expect(kindDefinitions.DeleteBackupRequest.index(fact)).toMatchObject({
      owner: 'shop-daily-20261021020004',
      occurredAt: '2026-11-20T03:00:00.000Z',
      outcome: 'Processed',
    });
  });
});
