import { factOf, objectOf } from './__testUtils__/objects';
import { kindDefinitions } from './kindDefinitions';

const UID = expect.stringMatching(/^6c0f7c0e-/);

describe('the kinds of CloudNative-PG', () => {
  it('reads a Cluster with the Barman Cloud plug-in', () => {
    expect(factOf('PostgresCluster')).toEqual({
      namespace: 'shop',
      name: 'shop-db',
      uid: UID,
      createdAt: '2026-01-05T08:00:00.000Z',
      deletedAt: null,
      labels: { app: 'shop' },
      instances: 3,
      phase: 'Cluster in healthy state',
      phaseReason: null,
      isHibernated: false,
      hasInTreeObjectStore: false,
      hasVolumeSnapshotMethod: true,
      retentionPolicy: '30d',
      barmanPlugin: {
        isEnabled: true,
        isWalArchiver: true,
        objectStore: 'offsite',
        serverName: 'shop-db-2',
      },
      hasOtherWalArchiver: false,
      recoveredFrom: 'shop-db-old',
      conditions: [
        {
          type: 'ContinuousArchiving',
          status: 'True',
          reason: 'ContinuousArchivingSuccess',
          message: 'Continuous archiving is working',
          at: '2026-11-01T08:05:00.000Z',
        },
      ],
      firstRecoverabilityPoint: null,
      lastSuccessfulBackupAt: '2026-11-20T00:10:00.000Z',
      lastFailedBackupAt: null,
      firstRecoverabilityPointByMethod: {
        volumeSnapshot: '2026-11-01T00:10:00.000Z',
      },
      lastSuccessfulBackupByMethod: {
        volumeSnapshot: '2026-11-20T00:10:00.000Z',
      },
    });
  });

  it('reads a Cluster with an object store in-tree, hibernated, without plug-ins', () => {
    expect(
      factOf('PostgresCluster', o => {
        o.metadata.annotations['cnpg.io/hibernation'] = 'on';
        o.spec = {
          backup: { barmanObjectStore: { destinationPath: 's3://b' } },
        };
        delete o.status;
      }),
    ).toMatchObject({
      instances: 0,
      isHibernated: true,
      hasInTreeObjectStore: true,
      hasVolumeSnapshotMethod: false,
      retentionPolicy: null,
      barmanPlugin: null,
      hasOtherWalArchiver: false,
      recoveredFrom: null,
      conditions: [],
    });
  });

  it.each([
    [
      'a plug-in that is disabled',
      { plugins: [{ name: 'barman-cloud.cloudnative-pg.io', enabled: false }] },
      {
        barmanPlugin: {
          isEnabled: false,
          isWalArchiver: false,
          objectStore: null,
          serverName: null,
        },
      },
    ],
    [
      'a plug-in of somebody else that archives WAL',
      { plugins: [{ name: 'archive.example.com', isWALArchiver: true }] },
      { barmanPlugin: null, hasOtherWalArchiver: true },
    ],
    [
      'a plug-in of somebody else that is disabled',
      {
        plugins: [
          { name: 'archive.example.com', isWALArchiver: true, enabled: false },
        ],
      },
      { hasOtherWalArchiver: false },
    ],
    [
      'recovery from a Backup',
      { bootstrap: { recovery: { backup: { name: 'old' } } } },
      { recoveredFrom: 'old' },
    ],
    [
      'recovery from volume snapshots',
      { bootstrap: { recovery: { volumeSnapshots: {} } } },
      { recoveredFrom: '' },
    ],
  ])('reads a Cluster with %s', (_, spec, expected) => {
    expect(factOf('PostgresCluster', o => (o.spec = spec))).toMatchObject(
      expected,
    );
  });

  it('never reads a broken switch of a plug-in as one that is on', () => {
    expect(
      kindDefinitions.PostgresCluster.parse(
        objectOf('PostgresCluster', o => (o.spec.plugins[1].enabled = 'no')),
      ),
    ).toEqual({
      ok: false,
      reason: 'spec.plugins.1.enabled must be true or false',
    });
  });

  it('reads a Backup and indexes it by its database and time', () => {
    const fact = factOf('PostgresBackup');
    expect(fact).toEqual({
      namespace: 'shop',
      name: 'shop-db-daily-20261120000000',
      uid: UID,
      createdAt: '2026-11-20T00:00:01.000Z',
      deletedAt: null,
      cluster: 'shop-db',
      scheduledBackup: 'shop-db-daily',
      method: 'plugin',
      phase: 'failed',
      startedAt: '2026-11-20T00:00:05.000Z',
      stoppedAt: '2026-11-20T00:20:00.000Z',
      error: 'exit status 4',
    });
    expect(kindDefinitions.PostgresBackup.index(fact)).toMatchObject({
      owner: 'shop-db',
      occurredAt: '2026-11-20T00:00:05.000Z',
      outcome: 'failed',
    });
    const fresh = factOf('PostgresBackup', o => {
      delete o.status;
      delete o.spec.method;
      delete o.metadata.labels;
    });
    expect(fresh).toMatchObject({
      method: 'barmanObjectStore',
      phase: '',
      scheduledBackup: null,
      error: null,
    });
    expect(kindDefinitions.PostgresBackup.index(fresh).occurredAt).toBe(
      fresh.createdAt,
    );
  });

  it('reads a ScheduledBackup', () => {
    const fact = factOf('PostgresScheduledBackup');
    expect(fact).toEqual({
      namespace: 'shop',
      name: 'shop-db-daily',
      uid: UID,
      createdAt: '2026-01-05T08:10:00.000Z',
      deletedAt: null,
      specHash: null,
      cron: '0 0 0 * * *',
      suspended: true,
      immediate: true,
      cluster: 'shop-db',
      method: 'plugin',
      lastCheckedAt: '2026-11-20T00:00:01.000Z',
      lastScheduledAt: '2026-11-20T00:00:00.000Z',
      nextScheduledAt: '2026-11-21T00:00:00.000Z',
      error: null,
    });
    expect(kindDefinitions.PostgresScheduledBackup.index(fact).owner).toBe(
      'shop-db',
    );
    expect(
      factOf('PostgresScheduledBackup', o => {
        delete o.spec.suspend;
        delete o.spec.immediate;
        delete o.spec.method;
      }),
    ).toMatchObject({
      suspended: false,
      immediate: false,
      method: 'barmanObjectStore',
    });
  });

  it('reads an ObjectStore and its windows by server, without credentials', () => {
    expect(factOf('ObjectStore')).toEqual({
      namespace: 'shop',
      name: 'offsite',
      uid: UID,
      createdAt: '2026-01-05T07:55:00.000Z',
      specHash: null,
      destinationPath: 's3://backups/postgres',
      endpoint: 'https://minio.example.com',
      retentionPolicy: '30d',
      recoveryWindows: {
        'shop-db-2': {
          firstRecoverabilityPoint: '2026-10-21T00:20:00.000Z',
          lastSuccessfulBackupAt: '2026-11-19T00:20:00.000Z',
          lastFailedBackupAt: null,
        },
        'shop-db': {
          firstRecoverabilityPoint: null,
          lastSuccessfulBackupAt: null,
          lastFailedBackupAt: '2026-02-01T00:20:00.000Z',
        },
      },
    });
    expect(
      factOf('ObjectStore', o => {
        delete o.status;
        delete o.spec.retentionPolicy;
        delete o.spec.configuration.endpointURL;
      }),
    ).toMatchObject({
      endpoint: null,
      retentionPolicy: null,
      recoveryWindows: {},
    });
  });
});

describe('the kinds of Longhorn', () => {
  it('reads a Volume', () => {
    const fact = factOf('LonghornVolume');
    expect(fact).toEqual({
      namespace: 'longhorn-system',
      name: 'pvc-1a2b',
      uid: UID,
      createdAt: '2026-01-05T08:00:00.000Z',
      deletedAt: null,
      sizeBytes: 1_073_741_824,
      state: 'attached',
      robustness: 'healthy',
      backupTarget: 'default',
      lastBackup: 'backup-77',
      lastBackupAt: '2026-11-20T01:00:05.000Z',
      claim: { namespace: 'shop', name: 'data' },
      persistentVolume: 'pv-data',
      workloads: ['shop'],
      recurringJobs: ['nightly'],
      recurringJobGroups: ['gold'],
    });
    expect(kindDefinitions.LonghornVolume.index(fact).owner).toBe('shop');
  });

  it.each([
    [
      'without any job label is in group default',
      (o: any) => (o.metadata.labels = { longhornvolume: 'pvc-1a2b' }),
      { recurringJobs: [], recurringJobGroups: ['default'] },
    ],
    [
      'with a disabled label alone is in no group',
      (o: any) =>
        (o.metadata.labels = {
          'recurring-job.longhorn.io/hourly': 'disabled',
        }),
      { recurringJobs: [], recurringJobGroups: [] },
    ],
    [
      'whose claim is gone has none',
      (o: any) =>
        (o.status.kubernetesStatus.lastPVCRefAt = '2026-11-01T00:00:00Z'),
      { claim: null, persistentVolume: 'pv-data' },
    ],
    [
      'whose pods are gone has no workloads',
      (o: any) =>
        (o.status.kubernetesStatus.lastPodRefAt = '2026-11-01T00:00:00Z'),
      { workloads: [] },
    ],
    [
      'that a bare pod uses names the pod',
      (o: any) =>
        (o.status.kubernetesStatus.workloadsStatus = [
          { podName: 'debug', workloadName: '' },
        ]),
      { workloads: ['debug'] },
    ],
    [
      'without an engine has no last backup',
      (o: any) => Object.assign(o.status, { lastBackup: '', lastBackupAt: '' }),
      { lastBackup: null, lastBackupAt: null },
    ],
    [
      'with no status and an odd size',
      (o: any) => {
        delete o.status;
        o.spec.size = '1Gi';
      },
      { sizeBytes: null, state: '', claim: null, persistentVolume: null },
    ],
  ])('reads a Volume %s', (_, change, expected) => {
    expect(factOf('LonghornVolume', change)).toMatchObject(expected);
  });

  it('reads a Backup and indexes it by its volume and the moment of its data', () => {
    const fact = factOf('LonghornBackup');
    expect(fact).toEqual({
      namespace: 'longhorn-system',
      name: 'backup-77',
      uid: UID,
      createdAt: '2026-11-20T01:00:10.000Z',
      deletedAt: null,
      volume: 'pvc-1a2b',
      backupTarget: 'default',
      state: 'Completed',
      error: null,
      snapshotAt: '2026-11-20T01:00:05.000Z',
      completedAt: '2026-11-20T01:12:00.000Z',
      recurringJob: 'nightly',
      sizeBytes: 4_194_304,
      uploadedBytes: 2_097_152,
    });
    expect(kindDefinitions.LonghornBackup.index(fact)).toMatchObject({
      owner: 'pvc-1a2b',
      occurredAt: '2026-11-20T01:00:05.000Z',
      outcome: 'Completed',
    });
    const fresh = factOf('LonghornBackup', o => {
      o.status = {};
    });
    expect(fresh).toMatchObject({
      volume: 'pvc-1a2b',
      backupTarget: 'default',
      state: '',
      snapshotAt: null,
      recurringJob: 'nightly',
    });
    expect(kindDefinitions.LonghornBackup.index(fresh).occurredAt).toBe(
      fresh.createdAt,
    );
    expect(
      factOf('LonghornBackup', o => {
        o.status = {};
        o.spec = {};
        delete o.metadata.labels;
      }),
    ).toMatchObject({ volume: '', backupTarget: '', recurringJob: null });
  });

  it('reads the same of a Backup however far it is', () => {
    const at = (progress: number) =>
      factOf('LonghornBackup', o =>
        Object.assign(o.status, { state: 'InProgress', progress }),
      );
    expect(at(20)).toEqual(at(60));
  });

  it('reads a BackupVolume, of a release with one backup target too', () => {
    const fact = factOf('LonghornBackupVolume');
    expect(fact).toEqual({
      namespace: 'longhorn-system',
      name: 'pvc-1a2b-4c3d',
      uid: UID,
      createdAt: '2026-01-06T01:12:00.000Z',
      volume: 'pvc-1a2b',
      backupTarget: 'default',
      lastBackup: 'backup-77',
      lastBackupAt: '2026-11-20T01:00:05.000Z',
      messages: ['failed to read the list of backups'],
    });
    expect(kindDefinitions.LonghornBackupVolume.index(fact).owner).toBe(
      'pvc-1a2b',
    );
    expect(
      factOf('LonghornBackupVolume', o => {
        o.metadata.name = 'pvc-1a2b';
        o.spec = {};
        o.status = null;
      }),
    ).toMatchObject({ volume: 'pvc-1a2b', lastBackup: null, messages: [] });
  });

  it('reads a BackupTarget without its password', () => {
    expect(factOf('LonghornBackupTarget')).toEqual({
      namespace: 'longhorn-system',
      name: 'default',
      uid: UID,
      createdAt: '2026-01-05T07:00:00.000Z',
      specHash: null,
      url: 'cifs://files.example.com/backups',
      isAvailable: false,
      conditions: [
        {
          type: 'Unavailable',
          status: 'True',
          reason: 'Unavailable',
          message: 'failed to list backup volumes',
          at: '2026-11-20T01:30:00.000Z',
        },
      ],
      lastSyncedAt: '2026-11-20T01:25:00.000Z',
      pollSeconds: 300,
    });
    expect(
      factOf('LonghornBackupTarget', o => {
        o.spec = { backupTargetURL: 's3://bucket@us-east-1/' };
        o.status = {
          available: true,
          conditions: [{ type: 'Unavailable', status: 'False', message: null }],
        };
      }),
    ).toMatchObject({
      url: 's3://bucket@us-east-1/',
      isAvailable: true,
      conditions: [{ message: '', at: null }],
      pollSeconds: null,
    });
  });

  it('reads a RecurringJob', () => {
    expect(factOf('LonghornRecurringJob')).toEqual({
      namespace: 'longhorn-system',
      name: 'nightly',
      uid: UID,
      createdAt: '2026-01-05T07:00:00.000Z',
      specHash: null,
      task: 'backup',
      cron: '0 1 * * *',
      groups: ['default', 'gold'],
      retain: 14,
      isKeptByAge: false,
      executions: 319,
    });
    expect(
      factOf(
        'LonghornRecurringJob',
        o => (o.spec.retentionPolicy = 'age-based'),
      ).isKeptByAge,
    ).toBe(true);
  });

  it('keeps one Setting and the value of no other', () => {
    const { keep } = kindDefinitions.LonghornSetting;
    const kept = factOf('LonghornSetting');
    expect(kept.value).toBe('true');
    expect(keep?.(kept)).toBe(true);
    const other = factOf('LonghornSetting', o => {
      o.metadata.name = 'backup-target-credential-secret';
      o.value = 'some-secret';
    });
    expect(other.value).toBe('');
    expect(keep?.(other)).toBe(false);
  });
});
