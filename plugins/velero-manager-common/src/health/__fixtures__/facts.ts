import {
  BackupFact,
  BackupScope,
  ClusterFacts,
  Contact,
  defaultJudgeSettings,
  EntityFacts,
  KindStatus,
  NamespaceFact,
  LocatedSyncObject,
  PersistentVolumeClaimFact,
  PodFact,
  ScheduleFact,
  StorageLocationFact,
  SyncObjectFact,
  VeleroServerFact,
  VolumeCopyFact,
} from '../../facts';

/** A day on which nothing special happens to clocks. */
export const at = (time: string, day = '2026-11-20') =>
  `${day}T${time}:00.000Z`;

export const scope = (changes: Partial<BackupScope> = {}): BackupScope => ({
  includedNamespaces: ['shop'],
  excludedNamespaces: [],
  includedResources: [],
  excludedResources: [],
  includedNamespaceScopedResources: [],
  excludedNamespaceScopedResources: [],
  includedClusterScopedResources: [],
  excludedClusterScopedResources: [],
  includeClusterResources: null,
  hasLabelSelector: false,
  labelSelector: null,
  orLabelSelectors: [],
  storageLocation: 'default',
  volumeSnapshotLocations: [],
  ttlSeconds: null,
  snapshotVolumes: null,
  snapshotMoveData: null,
  defaultVolumesToFsBackup: null,
  resourcePolicy: null,
  itemOperationTimeoutSeconds: null,
  hasHooks: false,
  ...changes,
});

export const schedule = (
  changes: Partial<ScheduleFact> = {},
): ScheduleFact => ({
  namespace: 'velero',
  name: 'daily',
  uid: 'schedule-daily',
  createdAt: '2026-01-01T00:00:00.000Z',
  deletedAt: null,
  cron: '0 2 * * *',
  paused: false,
  skipImmediately: false,
  phase: 'Enabled',
  validationErrors: [],
  lastBackupAt: null,
  lastSkippedAt: null,
  scope: scope(),
  change: null,
  specHash: null,
  labels: {},
  backupLabels: {},
  hasTemplateLabels: false,
  useOwnerReferences: false,
  argocdTrackingId: null,
  snapshotClasses: {},
  ...changes,
});

const MINUTE_MS = 60_000;
const THIRTY_DAYS_MS = 30 * 86_400_000;

/** A local run that began at a moment and took ten minutes. */
export const run = (
  startedAt: string,
  changes: Partial<BackupFact> = {},
): BackupFact => {
  const start = Date.parse(startedAt);
  const later = (ms: number) => new Date(start + ms).toISOString();
  const name = `${
    changes.schedule === null ? 'manual' : changes.schedule ?? 'daily'
  }-${startedAt.replace(/\D/g, '').slice(0, 14)}`;
  return {
    namespace: 'velero',
    name,
    uid: `backup-${name}`,
    createdAt: startedAt,
    deletedAt: null,
    schedule: 'daily',
    phase: 'Completed',
    scope: scope(),
    startedAt,
    completedAt: later(10 * MINUTE_MS),
    expiresAt: later(THIRTY_DAYS_MS),
    warnings: 0,
    errors: 0,
    failureReason: null,
    validationErrors: [],
    csiSnapshotsAttempted: 0,
    csiSnapshotsCompleted: 0,
    volumeSnapshotsAttempted: 0,
    volumeSnapshotsCompleted: 0,
    itemOperationsAttempted: 0,
    itemOperationsCompleted: 0,
    itemOperationsFailed: 0,
    hooksFailed: 0,
    itemsTotal: null,
    itemsBackedUp: null,
    ownerUids: [],
    gcFailure: null,
    snapshotClasses: {},
    sourceClusterVersion: null,
    clusterLabel: null,
    ...changes,
  };
};

/** A run that is under way. */
export const openRun = (
  startedAt: string,
  changes: Partial<BackupFact> = {},
): BackupFact =>
  run(startedAt, { phase: 'InProgress', completedAt: null, ...changes });

export const location = (
  changes: Partial<StorageLocationFact> = {},
): StorageLocationFact => ({
  namespace: 'velero',
  name: 'default',
  uid: 'location-default',
  createdAt: '2026-01-01T00:00:00.000Z',
  specHash: null,
  provider: 'aws',
  bucket: 'backups',
  prefix: '',
  endpoint: '',
  accessMode: 'ReadWrite',
  isDefault: true,
  phase: 'Available',
  message: null,
  lastValidatedAt: null,
  validationFrequencySeconds: 60,
  skipsTlsVerify: false,
  isEncrypted: false,
  credential: null,
  ...changes,
});

export const namespace = (
  changes: Partial<NamespaceFact> = {},
): NamespaceFact => ({
  name: 'shop',
  uid: 'namespace-shop',
  createdAt: '2026-01-01T00:00:00.000Z',
  deletedAt: null,
  phase: 'Active',
  labels: {},
  confirmedEntity: null,
  ...changes,
});

export const contact = (changes: Partial<Contact> = {}): Contact => ({
  lastContactAt: at('12:00'),
  failure: null,
  failingSince: null,
  clockSkewMs: null,
  ...changes,
});

export const kind = (changes: Partial<KindStatus> = {}): KindStatus => ({
  state: 'synced',
  message: null,
  syncedAt: at('12:00'),
  malformed: 0,
  ...changes,
});

export const cluster = (changes: Partial<ClusterFacts> = {}): ClusterFacts => ({
  name: 'prod-1',
  environment: 'production',
  contact: contact(),
  kinds: {
    Namespace: kind(),
    Schedule: kind(),
    Backup: kind(),
    BackupStorageLocation: kind(),
    PersistentVolumeClaim: kind(),
    PersistentVolume: kind(),
    Pod: kind(),
    StorageClass: kind(),
    VolumeSnapshotClass: kind(),
    PodVolumeBackup: kind(),
    DataUpload: kind(),
    VeleroServer: kind(),
    NodeAgent: kind(),
    ResourcePolicy: kind(),
    DeleteBackupRequest: kind(),
    BackupRepository: kind(),
    Application: kind(),
    Kustomization: kind(),
  },
  namespaces: [namespace()],
  schedules: [schedule()],
  storageLocations: [location()],
  runs: [run(at('02:00')), run(at('02:00', '2026-11-19'))],
  objects: {},
  twins: {},
  sharedStores: {},
  namespaceNames: null,
  kubernetesVersions: [],
  ...changes,
});

export const veleroServer = (
  changes: Partial<VeleroServerFact> = {},
): VeleroServerFact => ({
  namespace: 'velero',
  name: 'velero',
  uid: 'server-velero',
  createdAt: '2026-01-01T00:00:00.000Z',
  container: 'velero',
  version: 'v1.18.2',
  features: ['EnableCSI'],
  plugins: [],
  zone: null,
  defaultVolumesToFsBackup: false,
  defaultSnapshotMoveData: false,
  defaultStorageLocation: 'default',
  defaultTtlSeconds: 2_592_000,
  itemOperationTimeoutSeconds: 14_400,
  concurrentBackups: 1,
  replicas: 1,
  readyReplicas: 1,
  unavailableSince: null,
  ...changes,
});

export const claim = (
  changes: Partial<PersistentVolumeClaimFact> = {},
): PersistentVolumeClaimFact => ({
  namespace: 'shop',
  name: 'data',
  uid: 'claim-data',
  createdAt: '2026-01-01T00:00:00.000Z',
  deletedAt: null,
  labels: {},
  phase: 'Bound',
  storageClass: 'fast',
  volumeMode: 'Filesystem',
  accessModes: ['ReadWriteOnce'],
  requestedBytes: 10 * 1024 ** 3,
  volumeName: 'pv-data',
  isEphemeral: false,
  postgresCluster: null,
  exemptionRequested: false,
  snapshotClass: null,
  ...changes,
});

export const pod = (changes: Partial<PodFact> = {}): PodFact => ({
  namespace: 'shop',
  name: 'shop-0',
  uid: 'pod-shop-0',
  createdAt: '2026-01-01T00:00:00.000Z',
  deletedAt: null,
  labels: {},
  phase: 'Running',
  node: 'node-1',
  volumes: [{ name: 'data', claim: 'data', isMounted: true }],
  backupVolumes: [],
  excludedVolumes: [],
  ...changes,
});

/** A finished copy of the claim `data` for a run, by default the one of today. */
export const volumeCopy = (
  changes: Partial<VolumeCopyFact> = {},
): VolumeCopyFact => ({
  path: 'fs-backup',
  namespace: 'velero',
  name: 'copy-1',
  uid: 'copy-1',
  createdAt: at('02:00'),
  backup: 'daily-20261121020000',
  backupUid: 'the-backup',
  sourceNamespace: 'shop',
  claim: 'data',
  claimUid: 'claim-data',
  pod: { name: 'shop-0', uid: 'pod-shop-0', volume: 'data' },
  storageLocation: 'default',
  uploader: 'kopia',
  phase: 'Completed',
  message: null,
  startedAt: at('02:00'),
  completedAt: at('02:05'),
  hasSnapshot: true,
  totalBytes: 1024,
  bytesDone: 1024,
  node: 'node-1',
  ...changes,
});

export const located = (
  holder: string,
  fact: SyncObjectFact,
): LocatedSyncObject => ({
  cluster: holder,
  fact,
  source: null,
  project: null,
});

export const entity = (changes: Partial<EntityFacts> = {}): EntityFacts => ({
  entityRef: 'component:default/shop',
  claims: {
    claims: [{ cluster: 'prod-1', namespace: 'shop' }],
    syncObjects: [],
    rpoSeconds: null,
    exemptionRequested: false,
    problems: [],
  },
  namespaces: [{ cluster: 'prod-1', namespace: 'shop' }],
  clusters: [cluster()],
  unknownClusters: [],
  syncObjects: [],
  otherContacts: {},
  environmentRpoSeconds: {},
  exemptions: [],
  settings: defaultJudgeSettings,
  ...changes,
});

export { application, kustomization } from './syncObjects';
