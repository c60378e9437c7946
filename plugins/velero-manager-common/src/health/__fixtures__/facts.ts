import {
  ApplicationFact,
  BackupFact,
  BackupScope,
  ClusterFacts,
  Contact,
  EntityFacts,
  KindStatus,
  KustomizationFact,
  NamespaceFact,
  ScheduleFact,
  StorageLocationFact,
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
  kubernetesVersions: [],
  ...changes,
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
  ...changes,
});

export const application = (
  changes: Partial<ApplicationFact> = {},
): ApplicationFact => ({
  engine: 'argocd',
  kind: 'Application',
  namespace: 'argocd',
  name: 'shop',
  uid: 'application-shop',
  createdAt: '2026-01-01T00:00:00.000Z',
  project: 'default',
  labels: {},
  destination: { server: null, name: 'prod-1', namespace: 'shop' },
  automated: true,
  skipReconcile: false,
  sources: [
    {
      repoURL: 'https://github.com/your-org/shop',
      path: '.',
      chart: null,
      targetRevision: 'main',
    },
  ],
  syncStatus: 'Synced',
  revisions: ['aaa'],
  healthStatus: 'Healthy',
  reconciledAt: at('11:59'),
  operation: {
    phase: 'Succeeded',
    message: 'successfully synced',
    startedAt: at('10:59'),
    finishedAt: at('11:00'),
    revisions: ['aaa'],
  },
  conditions: [],
  lastDeployed: { at: at('11:00'), revisions: ['aaa'] },
  ...changes,
});

export const kustomization = (
  changes: Partial<KustomizationFact> = {},
): KustomizationFact => ({
  engine: 'flux',
  kind: 'Kustomization',
  namespace: 'flux-system',
  name: 'shop',
  uid: 'kustomization-shop',
  createdAt: '2026-01-01T00:00:00.000Z',
  labels: {},
  suspended: false,
  generation: 2,
  observedGeneration: 2,
  path: './shop',
  sourceRef: { kind: 'GitRepository', namespace: 'flux-system', name: 'fleet' },
  intervalSeconds: 600,
  timeoutSeconds: 120,
  remote: false,
  targetNamespace: 'shop',
  inventoryNamespaces: ['shop'],
  conditions: [
    {
      type: 'Ready',
      status: 'True',
      reason: 'ReconciliationSucceeded',
      message: 'Applied revision: main@sha1:aaa',
      at: at('11:55'),
    },
  ],
  lastAppliedRevision: 'main@sha1:aaa',
  lastAttemptedRevision: 'main@sha1:aaa',
  lastReconciledAt: at('11:55'),
  ...changes,
});
