import { ConditionFact } from './condition';

/** A Longhorn Volume, reduced to what a verdict needs. @public */
export interface LonghornVolumeFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  sizeBytes: number | null;
  /** `attached`, `detached`, `attaching`, … */
  state: string;
  /** `healthy`, `degraded`, `faulted` or `unknown`. */
  robustness: string;
  backupTarget: string;
  lastBackup: string | null;
  /** The last *successful* backup of its backup target; needs an engine. */
  lastBackupAt: string | null;
  claim: { namespace: string; name: string } | null;
  persistentVolume: string | null;
  /** Workloads that use it: empty when it is scaled to nothing. */
  workloads: string[];
  /** `recurring-job.longhorn.io/<name>: enabled`. */
  recurringJobs: string[];
  /** `recurring-job-group.longhorn.io/<group>: enabled`; `default` where no label says anything. */
  recurringJobGroups: string[];
}

/** A Longhorn Backup. @public */
export interface LonghornBackupFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  volume: string;
  backupTarget: string;
  /** `''`, Pending, InProgress, Completed, Error, Unknown, Deleting. */
  state: string;
  error: string | null;
  /** The moment the data is of. */
  snapshotAt: string | null;
  completedAt: string | null;
  recurringJob: string | null;
  sizeBytes: number | null;
  uploadedBytes: number | null;
}

/** A Longhorn BackupVolume: what a backup target holds of one volume. @public */
export interface LonghornBackupVolumeFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  volume: string;
  backupTarget: string;
  lastBackup: string | null;
  lastBackupAt: string | null;
  messages: string[];
}

/** A Longhorn BackupTarget. @public */
export interface LonghornBackupTargetFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  /** Digest of what a change wrote, from annotation `velero-manager.io/spec-hash`. */
  specHash: string | null;
  url: string;
  isAvailable: boolean;
  /** `Unavailable: True` is bad: its polarity is the other way round. */
  conditions: ConditionFact[];
  lastSyncedAt: string | null;
  pollSeconds: number | null;
}

/** A Longhorn RecurringJob. @public */
export interface LonghornRecurringJobFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  /** Digest of what a change wrote, from annotation `velero-manager.io/spec-hash`. */
  specHash: string | null;
  /** `backup` and `backup-force-create` make backups; others do not. */
  task: string;
  cron: string;
  groups: string[];
  retain: number;
  /** Whether their age decides which backups are kept; `retain` then says nothing. */
  isKeptByAge: boolean;
  executions: number;
}

/** A Longhorn Setting that a verdict needs: `allow-recurring-job-while-volume-detached`. @public */
export interface LonghornSettingFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  value: string;
}
