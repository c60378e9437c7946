import {
  ClusterFacts,
  ConditionFact,
  LonghornBackupFact,
  LonghornBackupTargetFact,
  LonghornRecurringJobFact,
  LonghornVolumeFact,
  ObjectStoreFact,
  PersistentVolumeFact,
  PostgresBackupFact,
  PostgresClusterFact,
  PostgresScheduledBackupFact,
  VolumeSnapshotFact,
} from '../../facts';
import { FactLists } from '../../facts/entityFacts';
import { FactKind } from '../../kinds/types';
import { at, cluster, kind } from '../../health/__fixtures__/facts';
import { Horizon } from '../../health/Horizon';

const CREATED = '2026-01-01T00:00:00.000Z';

/** Noon of a day on which nothing special happens to clocks. */
export const NOW = at('12:00');

export const options = (now: string = NOW) => ({
  horizon: Horizon.at(new Date(now)),
  declared: null,
  requireOffsite: true,
  otherCover: [],
});

export const clusterWith = (
  objects: FactLists,
  changes: Partial<ClusterFacts['kinds']> = {},
): ClusterFacts => {
  const kinds: FactKind[] = [
    'PostgresCluster',
    'PostgresBackup',
    'PostgresScheduledBackup',
    'ObjectStore',
    'LonghornVolume',
    'LonghornBackup',
    'LonghornBackupVolume',
    'LonghornBackupTarget',
    'LonghornRecurringJob',
    'LonghornSetting',
    'PersistentVolume',
    'VolumeSnapshot',
  ];
  return cluster({
    kinds: {
      ...Object.fromEntries(kinds.map(name => [name, kind()])),
      ...changes,
    },
    objects,
  });
};

export const condition = (
  type: string,
  status: string,
  changes: Partial<ConditionFact> = {},
): ConditionFact => ({
  type,
  status,
  reason: '',
  message: '',
  at: '2026-01-01T00:10:00.000Z',
  ...changes,
});

/** A database whose plug-in archives WAL and makes base backups. */
export const database = (
  changes: Partial<PostgresClusterFact> = {},
): PostgresClusterFact => ({
  namespace: 'shop',
  name: 'db',
  uid: 'postgres-db',
  createdAt: CREATED,
  deletedAt: null,
  labels: {},
  instances: 3,
  phase: 'Cluster in healthy state',
  phaseReason: null,
  isHibernated: false,
  hasInTreeObjectStore: false,
  hasVolumeSnapshotMethod: false,
  retentionPolicy: null,
  barmanPlugin: {
    isEnabled: true,
    isWalArchiver: true,
    objectStore: 'offsite',
    serverName: null,
  },
  hasOtherWalArchiver: false,
  recoveredFrom: null,
  conditions: [condition('ContinuousArchiving', 'True')],
  firstRecoverabilityPoint: null,
  lastSuccessfulBackupAt: null,
  lastFailedBackupAt: null,
  firstRecoverabilityPointByMethod: {},
  lastSuccessfulBackupByMethod: {},
  ...changes,
});

/** The same with the object store in the Cluster itself. */
export const inTree = (changes: Partial<PostgresClusterFact> = {}) =>
  database({
    hasInTreeObjectStore: true,
    barmanPlugin: null,
    firstRecoverabilityPointByMethod: {
      barmanObjectStore: at('00:20', '2026-10-21'),
    },
    lastSuccessfulBackupByMethod: { barmanObjectStore: at('00:20') },
    ...changes,
  });

export const scheduledBackup = (
  changes: Partial<PostgresScheduledBackupFact> = {},
): PostgresScheduledBackupFact => ({
  namespace: 'shop',
  name: 'db-daily',
  uid: 'scheduled-backup-db-daily',
  createdAt: CREATED,
  deletedAt: null,
  specHash: null,
  cron: '0 0 0 * * *',
  suspended: false,
  immediate: false,
  cluster: 'db',
  method: 'plugin',
  lastCheckedAt: at('00:00'),
  lastScheduledAt: at('00:00'),
  nextScheduledAt: at('00:00', '2026-11-21'),
  error: null,
  ...changes,
});

const later = (moment: string, minutes: number) =>
  new Date(Date.parse(moment) + minutes * 60_000).toISOString();

/** A Backup that was completed twenty minutes after it was made. */
export const postgresBackup = (
  createdAt: string,
  changes: Partial<PostgresBackupFact> = {},
): PostgresBackupFact => ({
  namespace: 'shop',
  name: `db-daily-${createdAt.replace(/\D/g, '').slice(0, 14)}`,
  uid: `backup-${createdAt}`,
  createdAt,
  deletedAt: null,
  cluster: 'db',
  scheduledBackup: 'db-daily',
  method: 'plugin',
  phase: 'completed',
  startedAt: createdAt,
  stoppedAt: later(createdAt, 20),
  error: null,
  ...changes,
});

/** A Backup that has not ended. */
export const openPostgresBackup = (
  createdAt: string,
  changes: Partial<PostgresBackupFact> = {},
) =>
  postgresBackup(createdAt, { phase: 'running', stoppedAt: null, ...changes });

export const objectStore = (
  window: Partial<ObjectStoreFact['recoveryWindows'][string]> = {},
  changes: Partial<ObjectStoreFact> = {},
): ObjectStoreFact => ({
  namespace: 'shop',
  name: 'offsite',
  uid: 'object-store-offsite',
  createdAt: CREATED,
  specHash: null,
  destinationPath: 's3://backups/',
  endpoint: null,
  retentionPolicy: '30d',
  recoveryWindows: {
    db: {
      firstRecoverabilityPoint: at('00:20', '2026-10-21'),
      lastSuccessfulBackupAt: at('00:20', '2026-11-20'),
      lastFailedBackupAt: null,
      ...window,
    },
  },
  ...changes,
});

/** All that a good database has; each part may be replaced. */
export const postgresObjects = (changes: FactLists = {}): FactLists => ({
  PostgresCluster: [database()],
  PostgresScheduledBackup: [scheduledBackup()],
  PostgresBackup: [
    postgresBackup(at('00:00')),
    postgresBackup(at('00:00', '2026-11-19')),
  ],
  ObjectStore: [objectStore()],
  ...changes,
});

export const longhornVolume = (
  changes: Partial<LonghornVolumeFact> = {},
): LonghornVolumeFact => ({
  namespace: 'longhorn-system',
  name: 'pvc-1',
  uid: 'longhorn-pvc-1',
  createdAt: CREATED,
  deletedAt: null,
  sizeBytes: 1_073_741_824,
  state: 'attached',
  robustness: 'healthy',
  backupTarget: 'default',
  lastBackup: null,
  lastBackupAt: null,
  claim: { namespace: 'shop', name: 'data' },
  persistentVolume: 'pv-data',
  workloads: ['shop'],
  recurringJobs: [],
  recurringJobGroups: ['default'],
  ...changes,
});

export const persistentVolume = (
  changes: Partial<PersistentVolumeFact> = {},
): PersistentVolumeFact => ({
  name: 'pv-data',
  uid: 'pv-data',
  createdAt: CREATED,
  deletedAt: null,
  phase: 'Bound',
  storageClass: 'longhorn',
  capacityBytes: 1_073_741_824,
  claim: { namespace: 'shop', name: 'data' },
  type: 'csi',
  csi: { driver: 'driver.longhorn.io', handle: 'pvc-1', attributes: {} },
  nfs: null,
  ...changes,
});

/** A Backup whose snapshot was taken ten seconds after a slot. */
export const longhornBackup = (
  slot: string,
  changes: Partial<LonghornBackupFact> = {},
): LonghornBackupFact => {
  const snapshotAt = later(slot, 1 / 6);
  return {
    namespace: 'longhorn-system',
    name: `backup-${slot.slice(0, 13).toLowerCase()}`,
    uid: `backup-${slot}`,
    createdAt: snapshotAt,
    deletedAt: null,
    volume: 'pvc-1',
    backupTarget: 'default',
    state: 'Completed',
    error: null,
    snapshotAt,
    completedAt: later(slot, 12),
    recurringJob: 'nightly',
    sizeBytes: 4_194_304,
    uploadedBytes: 2_097_152,
    ...changes,
  };
};

export const backupTarget = (
  changes: Partial<LonghornBackupTargetFact> = {},
): LonghornBackupTargetFact => ({
  namespace: 'longhorn-system',
  name: 'default',
  uid: 'target-default',
  createdAt: CREATED,
  specHash: null,
  url: 's3://bucket@eu/',
  isAvailable: true,
  conditions: [condition('Unavailable', 'False')],
  lastSyncedAt: NOW,
  pollSeconds: 300,
  ...changes,
});

export const recurringJob = (
  changes: Partial<LonghornRecurringJobFact> = {},
): LonghornRecurringJobFact => ({
  namespace: 'longhorn-system',
  name: 'nightly',
  uid: 'job-nightly',
  createdAt: CREATED,
  specHash: null,
  task: 'backup',
  cron: '0 1 * * *',
  groups: ['default'],
  retain: 14,
  isKeptByAge: false,
  executions: 300,
  ...changes,
});

/** All that a volume with good backups has; each part may be replaced. */
export const longhornObjects = (changes: FactLists = {}): FactLists => ({
  PersistentVolume: [persistentVolume()],
  LonghornVolume: [longhornVolume()],
  LonghornBackup: [
    longhornBackup(at('01:00')),
    longhornBackup(at('01:00', '2026-11-19')),
  ],
  LonghornBackupTarget: [backupTarget()],
  LonghornRecurringJob: [recurringJob()],
  ...changes,
});

export const volumeSnapshot = (
  changes: Partial<VolumeSnapshotFact> = {},
): VolumeSnapshotFact => ({
  namespace: 'shop',
  name: 'before-upgrade',
  uid: 'snapshot-before-upgrade',
  createdAt: at('09:00'),
  deletedAt: null,
  claim: 'data',
  snapshotClass: 'fast',
  isReady: true,
  takenAt: at('09:00'),
  error: null,
  restoreBytes: null,
  ...changes,
});
