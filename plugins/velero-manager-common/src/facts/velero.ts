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

/**
 * The copy of one volume for one backup: a PodVolumeBackup (`fs-backup`) or a
 * DataUpload (`data-mover`).
 *
 * @public
 */
export interface VolumeCopyFact {
  path: 'fs-backup' | 'data-mover';
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  /** Name and UID of the Backup, from its labels. */
  backup: string | null;
  backupUid: string | null;
  /** Namespace of the volume that was copied. */
  sourceNamespace: string;
  /** Name of the PersistentVolumeClaim where it is said, else `null`. */
  claim: string | null;
  claimUid: string | null;
  /** Pod and its volume, for `fs-backup`. */
  pod: { name: string; uid: string; volume: string } | null;
  storageLocation: string | null;
  uploader: string | null;
  /** `''`, New, Accepted, Prepared, InProgress, Canceling, Canceled, Completed, Failed. */
  phase: string;
  message: string | null;
  startedAt: string | null;
  completedAt: string | null;
  /** Whether the uploader kept a snapshot: without one nothing can be restored. */
  hasSnapshot: boolean;
  totalBytes: number | null;
  bytesDone: number | null;
  node: string | null;
}

/**
 * The restore of one volume: a PodVolumeRestore (`fs-backup`) or a DataDownload
 * (`data-mover`).
 *
 * @public
 */
export interface VolumeRestoreFact {
  path: 'fs-backup' | 'data-mover';
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  /** Name and UID of the Restore, from its labels. */
  restore: string | null;
  restoreUid: string | null;
  /** Namespace that the volume was copied from, where it is said. */
  sourceNamespace: string | null;
  /** Namespace that it was restored into. */
  targetNamespace: string | null;
  /** Name of the claim, for `data-mover`. */
  claim: string | null;
  /** Pod and its volume, for `fs-backup`, which says no claim. */
  pod: { name: string; volume: string } | null;
  phase: string;
  message: string | null;
  startedAt: string | null;
  completedAt: string | null;
  totalBytes: number | null;
  bytesDone: number | null;
}

/** A Velero BackupRepository: where file copies of a namespace's volumes go. @public */
export interface BackupRepositoryFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  volumeNamespace: string;
  storageLocation: string;
  repositoryType: string;
  /** `''`, New, Ready, NotReady. */
  phase: string;
  message: string | null;
  lastMaintainedAt: string | null;
  /** How the last maintenance ended: Succeeded, Failed or `null`. */
  lastMaintenance: string | null;
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

/**
 * Velero's own Deployment: the server's version, switches and defaults, as far
 * as its image and arguments say them. `null` where they do not.
 *
 * @public
 */
export interface VeleroServerFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  /** The container that runs `velero server`; without one it is no fact to keep. */
  container: string | null;
  /** Tag of its image, `v1.18.2`; `null` for a digest or none. */
  version: string | null;
  /** `--features`: `EnableCSI` and the like. */
  features: string[];
  /** Images of the init containers, which bring the plug-ins. */
  plugins: string[];
  /** Environment variable TZ: the zone in which schedules are read; `null` for the image's own (UTC). */
  zone: string | null;
  defaultVolumesToFsBackup: boolean;
  defaultSnapshotMoveData: boolean;
  defaultStorageLocation: string;
  defaultTtlSeconds: number;
  itemOperationTimeoutSeconds: number;
  concurrentBackups: number;
  replicas: number;
  readyReplicas: number;
}

/** Velero's node agent, which copies volumes: a DaemonSet. @public */
export interface NodeAgentFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  /** The container that runs `velero node-agent server`; without one it is no fact to keep. */
  container: string | null;
  version: string | null;
  desired: number;
  ready: number;
  /** True when it is not meant to run on every node. */
  hasNodeSelector: boolean;
}

/** Conditions of one volume policy; absent ones match everything. @public */
export interface VolumePolicyConditions {
  /** Bytes, from and to; either side may be open. */
  capacity: { from: number | null; to: number | null } | null;
  storageClasses: string[] | null;
  /** `{}` in the policy matches any NFS volume. */
  nfs: { server: string | null; path: string | null } | null;
  csi: { driver: string | null; attributes: Record<string, string> } | null;
  volumeTypes: string[] | null;
  claimLabels: Record<string, string> | null;
  claimPhases: string[] | null;
}

/**
 * A ConfigMap with Velero's resource policies
 * (velero internal/resourcepolicies). `problem` says why Velero refuses it.
 *
 * @public
 */
export interface ResourcePolicyFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  problem: string | null;
  volumePolicies: {
    conditions: VolumePolicyConditions;
    action: 'skip' | 'fs-backup' | 'snapshot' | 'custom';
  }[];
  /** Only heeded together with the new resource filters. */
  includeExclude: {
    includedNamespaceScopedResources: string[];
    excludedNamespaceScopedResources: string[];
    includedClusterScopedResources: string[];
    excludedClusterScopedResources: string[];
  } | null;
  /**
   * What newer releases know and we do not judge by: a section, or a condition
   * as `volumePolicies.<condition>`. Velero 1.18 and before refuse the policy.
   */
  unknownSections: string[];
}
