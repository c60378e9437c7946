/**
 * Which items a Velero backup takes, as `spec.template` of a Schedule and
 * `spec` of a Backup both say it (velero pkg/apis/velero/v1/backup_types.go).
 * Absent lists are empty; absent switches are `null`, because the server's
 * defaults decide then.
 *
 * @public
 */
export interface BackupScope {
  includedNamespaces: string[];
  excludedNamespaces: string[];
  includedResources: string[];
  excludedResources: string[];
  includedNamespaceScopedResources: string[];
  excludedNamespaceScopedResources: string[];
  includedClusterScopedResources: string[];
  excludedClusterScopedResources: string[];
  includeClusterResources: boolean | null;
  /** True when a label selector narrows the backup. */
  hasLabelSelector: boolean;
  labelSelector: LabelSelector | null;
  orLabelSelectors: LabelSelector[];
  storageLocation: string | null;
  volumeSnapshotLocations: string[];
  /** Retention in seconds; `null` leaves it to the server (720 h). */
  ttlSeconds: number | null;
  snapshotVolumes: boolean | null;
  snapshotMoveData: boolean | null;
  defaultVolumesToFsBackup: boolean | null;
  /** Name of the ConfigMap with volume policies, or `null`. */
  resourcePolicy: string | null;
}

/** A Kubernetes label selector. @public */
export interface LabelSelector {
  matchLabels: Record<string, string>;
  matchExpressions: { key: string; operator: string; values: string[] }[];
}

/** A Velero Schedule, reduced to what a verdict needs. @public */
export interface ScheduleFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  cron: string;
  paused: boolean;
  skipImmediately: boolean | null;
  /** `''` when the server has not picked it up. */
  phase: string;
  validationErrors: string[];
  /** When the newest Backup was *created*, whatever became of it. */
  lastBackupAt: string | null;
  lastSkippedAt: string | null;
  scope: BackupScope;
  /** The change that wrote it, from annotation `velero-manager.io/change`. */
  change: string | null;
}

/** A Velero Backup, reduced to what a verdict needs. @public */
export interface BackupFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  /** Label `velero.io/schedule-name`, or `null` for a manual backup. */
  schedule: string | null;
  /** `''` when the server has not picked it up. */
  phase: string;
  scope: BackupScope;
  startedAt: string | null;
  completedAt: string | null;
  expiresAt: string | null;
  warnings: number;
  errors: number;
  failureReason: string | null;
  validationErrors: string[];
  csiSnapshotsAttempted: number;
  csiSnapshotsCompleted: number;
  volumeSnapshotsAttempted: number;
  volumeSnapshotsCompleted: number;
  hooksFailed: number;
  /** From annotation `velero.io/source-cluster-k8s-gitversion`. */
  sourceClusterVersion: string | null;
  /** Our own label `velero-manager.io/cluster`, which tells the origin exactly. */
  clusterLabel: string | null;
}

/** A Velero BackupStorageLocation, reduced to what a verdict needs. @public */
export interface StorageLocationFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  provider: string;
  bucket: string;
  prefix: string;
  /** Endpoint or region that makes the store unique, or `''`. */
  endpoint: string;
  accessMode: 'ReadWrite' | 'ReadOnly';
  isDefault: boolean;
  phase: 'Available' | 'Unavailable' | '';
  message: string | null;
  lastValidatedAt: string | null;
  /** 0 means the server never validates; the server's default is 60. */
  validationFrequencySeconds: number;
}
