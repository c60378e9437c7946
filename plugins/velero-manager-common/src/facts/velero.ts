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
  /** How long a data mover may take, in seconds; `null` leaves it to the server (4 h). */
  itemOperationTimeoutSeconds: number | null;
  /** True when a hook runs before or after items are taken. */
  hasHooks: boolean;
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
  /** Digest of what a change wrote, from annotation `velero-manager.io/spec-hash`. */
  specHash: string | null;
  labels: Record<string, string>;
  /**
   * Labels that its backups get: `spec.template.metadata.labels` where it is
   * there, even if empty, else all labels of the schedule (velero
   * pkg/builder/backup_builder.go).
   */
  backupLabels: Record<string, string>;
  /** Whether `spec.template.metadata.labels` is there, even if empty. */
  hasTemplateLabels: boolean;
  /** Deleting the schedule then deletes its Backup objects too. */
  useOwnerReferences: boolean;
  /** Argo CD's annotation `argocd.argoproj.io/tracking-id`, or `null`. */
  argocdTrackingId: string | null;
  /**
   * Class by CSI driver, from annotations `velero.io/csi-volumesnapshot-class_<driver>`,
   * which backups inherit.
   */
  snapshotClasses: Record<string, string>;
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
  /** Data mover operations: one for each volume that is moved. */
  itemOperationsAttempted: number;
  itemOperationsCompleted: number;
  itemOperationsFailed: number;
  hooksFailed: number;
  /** How many items there were to take, and how many were; `null` until it has ended. */
  itemsTotal: number | null;
  itemsBackedUp: number | null;
  /** UIDs of its owners: the schedule's where owner references are used. */
  ownerUids: string[];
  /** Why Velero could not delete it, from label `velero.io/gc-failure`. */
  gcFailure: string | null;
  /** Class by CSI driver, as in {@link ScheduleFact}. */
  snapshotClasses: Record<string, string>;
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
  /** Digest of what a change wrote, from annotation `velero-manager.io/spec-hash`. */
  specHash: string | null;
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
  /** `spec.config.insecureSkipTLSVerify: "true"`. */
  skipsTlsVerify: boolean;
  /** The store is asked to encrypt: `serverSideEncryption`, `kmsKeyId` or a key of one's own. */
  isEncrypted: boolean;
  /** Name of the Secret with its credential and the key in it, or `null` for the server's own. */
  credential: { name: string; key: string } | null;
}

/** A Velero Restore, reduced to what a verdict needs. @public */
export interface RestoreFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  /** `''` when the server has not picked it up. */
  phase: string;
  /** Name of the Backup it restores from, or `null` until Velero filled it in. */
  backup: string | null;
  schedule: string | null;
  includedNamespaces: string[];
  excludedNamespaces: string[];
  includedResources: string[];
  excludedResources: string[];
  hasLabelSelector: boolean;
  /** Source namespace to the one it was restored into. */
  namespaceMapping: Record<string, string>;
  restoreVolumes: boolean | null;
  startedAt: string | null;
  completedAt: string | null;
  warnings: number;
  errors: number;
  itemsRestored: number;
  failureReason: string | null;
  validationErrors: string[];
}

/** A Velero DeleteBackupRequest. @public */
export interface DeleteBackupRequestFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  backup: string;
  backupUid: string | null;
  /** `''`, New, InProgress, Processed. */
  phase: string;
  errors: string[];
}
