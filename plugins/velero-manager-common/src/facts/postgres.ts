import { ConditionFact } from './condition';

/** A CloudNative-PG Cluster, reduced to what a verdict needs. @public */
export interface PostgresClusterFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  labels: Record<string, string>;
  instances: number;
  phase: string;
  phaseReason: string | null;
  /** `true` where annotation `cnpg.io/hibernation: on` stopped it. */
  isHibernated: boolean;
  /** In-tree `spec.backup.barmanObjectStore`. */
  hasInTreeObjectStore: boolean;
  /** In-tree `spec.backup.volumeSnapshot`. */
  hasVolumeSnapshotMethod: boolean;
  /** `spec.backup.retentionPolicy`, as `30d`. */
  retentionPolicy: string | null;
  /** The Barman Cloud plug-in, if it is set up. */
  barmanPlugin: {
    isEnabled: boolean;
    isWalArchiver: boolean;
    objectStore: string | null;
    serverName: string | null;
  } | null;
  /** Another plug-in that archives WAL. */
  hasOtherWalArchiver: boolean;
  /** The cluster was made by recovery: the name of the source, `''` where it has none. */
  recoveredFrom: string | null;
  conditions: ConditionFact[];
  /** Deprecated and not set with plug-ins; in-tree only. */
  firstRecoverabilityPoint: string | null;
  lastSuccessfulBackupAt: string | null;
  lastFailedBackupAt: string | null;
  firstRecoverabilityPointByMethod: Record<string, string>;
  lastSuccessfulBackupByMethod: Record<string, string>;
}

/** A CloudNative-PG Backup. @public */
export interface PostgresBackupFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  cluster: string;
  /** Label `cnpg.io/scheduled-backup`, or `null`. */
  scheduledBackup: string | null;
  /** `barmanObjectStore`, `volumeSnapshot` or `plugin`. */
  method: string;
  /** `''`, pending, started, running, finalizing, completed, failed, walArchivingFailing, … */
  phase: string;
  startedAt: string | null;
  stoppedAt: string | null;
  error: string | null;
}

/** A CloudNative-PG ScheduledBackup. @public */
export interface PostgresScheduledBackupFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  /** Digest of what a change wrote, from annotation `velero-manager.io/spec-hash`. */
  specHash: string | null;
  /** Six fields, seconds first; five are read as seconds to month. */
  cron: string;
  suspended: boolean;
  immediate: boolean;
  cluster: string;
  method: string;
  lastCheckedAt: string | null;
  lastScheduledAt: string | null;
  nextScheduledAt: string | null;
  error: string | null;
}

/** An ObjectStore of the Barman Cloud plug-in. @public */
export interface ObjectStoreFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  /** Digest of what a change wrote, from annotation `velero-manager.io/spec-hash`. */
  specHash: string | null;
  destinationPath: string;
  endpoint: string | null;
  /** `^[1-9][0-9]*[dwm]$` or `null`. */
  retentionPolicy: string | null;
  /** By server name. */
  recoveryWindows: Record<
    string,
    {
      firstRecoverabilityPoint: string | null;
      lastSuccessfulBackupAt: string | null;
      lastFailedBackupAt: string | null;
    }
  >;
}
