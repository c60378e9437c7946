import { ReasonTable } from './ReasonTable';

/** Reasons of verdicts on PostgreSQL clusters and their ScheduledBackups. @internal */
export const postgresReasons = {
  point_in_time_recovery: {
    states: ['HEALTHY'],
    means:
      'A base backup is in the store and WAL archiving works, so the database can be recovered to any moment since, up to a few minutes ago. An idle database archives nothing, and Kubernetes does not tell idle from silent.',
    remedy: '',
  },
  base_backup_kept: {
    states: ['HEALTHY'],
    means: 'Base backups come as they are scheduled.',
    remedy: '',
  },
  wal_archiving_failing: {
    states: ['CRITICAL', 'DEGRADED'],
    means:
      'PostgreSQL cannot archive its WAL. What was written since is not in the store, and the disk of the primary fills up. CRITICAL after fifteen minutes.',
    remedy:
      'Read condition ContinuousArchiving of the Cluster and the log of its primary: usually credentials, the bucket or its certificate.',
  },
  wal_archiving_unproven: {
    states: ['UNKNOWN'],
    means:
      'A WAL archive is set up, but the Cluster has no condition ContinuousArchiving that says whether it works.',
    remedy:
      'Look whether the operator of CloudNative-PG runs and whether the primary is ready.',
  },
  no_wal_archive: {
    states: ['DEGRADED'],
    means:
      'Base backups are made, but neither a plug-in with isWALArchiver nor spec.backup.barmanObjectStore archives WAL. What was written after the last base backup is lost, and a base backup made online may not start without its WAL.',
    remedy: 'Set isWALArchiver: true for the backup plug-in of the Cluster.',
  },
  object_store_missing: {
    states: ['CRITICAL'],
    means:
      'The Barman Cloud plug-in names no ObjectStore, or one that does not exist in the namespace of the Cluster. Nothing can be backed up or recovered.',
    remedy:
      'Create the ObjectStore or correct the parameter barmanObjectName of the plug-in.',
  },
  recovery_window_empty: {
    states: ['DEGRADED'],
    means:
      'A Backup was completed more than an hour ago, but the store lists nothing to recover from: its content is gone, or lies under another server name.',
    remedy:
      'Look into the bucket, and compare the parameter serverName of the plug-in with the folders in it. Then make a new base backup.',
  },
  base_backup_failed: {
    states: ['DEGRADED'],
    means:
      'The last base backup failed. The one before it can still be recovered from.',
    remedy:
      'Read status.error of the Backup, correct the cause and make a base backup by hand.',
  },
  base_backup_stuck: {
    states: ['DEGRADED'],
    means:
      'A base backup has been under way for far too long. Its ScheduledBackup makes no other one until it ends.',
    remedy:
      'Look at the Backup and at the pod that it runs in; delete the Backup when it cannot end.',
  },
  base_backup_late: {
    states: ['DEGRADED'],
    means:
      'A base backup that was due has not come. While WAL is archived nothing is lost, but recovery replays all WAL since the last one and takes ever longer.',
    remedy:
      'Look at the Backups of the ScheduledBackup and at the operator of CloudNative-PG.',
  },
  base_backup_overdue: {
    states: ['CRITICAL'],
    means:
      'The newest base backup is older than the objective allows, and no WAL archive goes beyond it.',
    remedy:
      'Make a base backup now, then look why the scheduled ones do not come.',
  },
  base_backup_pending: {
    states: ['PENDING'],
    means: 'There is no base backup yet, and the first one is not due yet.',
    remedy: '',
  },
  base_backup_never: {
    states: ['CRITICAL', 'DEGRADED'],
    means:
      'The first base backup was due and has not come, so the database cannot be recovered. DEGRADED where there is a volume snapshot in the cluster.',
    remedy:
      'Look at the Backups of the ScheduledBackup; make a base backup by hand.',
  },
  base_backup_on_volume_snapshot: {
    states: ['DEGRADED'],
    means:
      'The newest base backup is a volume snapshot. It stays in the storage system of the cluster and is lost with it.',
    remedy:
      'Add a ScheduledBackup with an object store (method plugin), or allow copies inside the cluster in the settings of the portal.',
  },
  base_backup_not_scheduled: {
    states: ['DEGRADED'],
    means:
      'WAL is archived on top of a base backup, but no ScheduledBackup makes new ones. Recovery takes ever longer, and there is one base backup to rely on.',
    remedy: 'Add a ScheduledBackup for the Cluster.',
  },
  no_scheduled_backup: {
    states: ['UNPROTECTED'],
    means:
      'No ScheduledBackup is of this Cluster, and no WAL archive continues a base backup of it.',
    remedy: 'Add a ScheduledBackup and a WAL archive for the Cluster.',
  },
  only_file_copies: {
    states: ['DEGRADED'],
    means:
      'Only the volumes of the database are copied, by schedules of Velero. Files that are copied while PostgreSQL writes to them may not start.',
    remedy:
      'Add a ScheduledBackup and a WAL archive for the Cluster; leave its volumes out of the other schedules.',
  },
  scheduled_backups_malformed: {
    states: ['UNKNOWN'],
    means:
      'No ScheduledBackup that could be read is of this Cluster, but some could not be read.',
    remedy: 'Correct the ScheduledBackups that the log of the portal names.',
  },
  scheduled_backup_suspended: {
    states: ['PAUSED'],
    means: 'spec.suspend is true: the ScheduledBackup makes no backups.',
    remedy: 'Set spec.suspend to false when the reason for it is over.',
  },
  scheduled_backup_deleted: {
    states: ['PAUSED'],
    means: 'The ScheduledBackup is being deleted.',
    remedy: '',
  },
  scheduled_backup_invalid: {
    states: ['CRITICAL', 'DEGRADED'],
    means:
      'The ScheduledBackup can make no backups: its schedule cannot be read, its Cluster does not exist or is not set up for its method, or the plug-in is disabled. DEGRADED where something else still covers the database.',
    remedy:
      'Correct spec.schedule or spec.method of the ScheduledBackup, or set up the Cluster for it.',
  },
  scheduled_backup_not_picked_up: {
    states: ['DEGRADED'],
    means:
      'The operator of CloudNative-PG has not looked at the ScheduledBackup since it was created.',
    remedy: 'Look whether the operator runs and watches this namespace.',
  },
  scheduled_backup_five_fields: {
    states: ['DEGRADED'],
    means:
      'CloudNative-PG reads six fields, seconds first. Five are accepted and mean something else: "0 2 * * *" runs every hour at minute 2, not every day at 02:00.',
    remedy: 'Put a 0 for the seconds in front: "0 0 2 * * *".',
  },
  retention_shorter_than_interval: {
    states: ['DEGRADED'],
    means:
      'Backups are kept for less time than passes between two base backups, so there is never more than one.',
    remedy: 'Keep them longer, or make base backups more often.',
  },
  postgres_objective_unreachable: {
    states: ['DEGRADED'],
    means:
      'The objective asks for less loss than the database can promise: WAL is archived at least every five minutes, base backups come at their slots.',
    remedy:
      'Choose an objective that can be kept, archive WAL, or lower archive_timeout.',
  },
  postgres_hibernated: {
    states: ['PAUSED'],
    means:
      'The Cluster is hibernated (annotation cnpg.io/hibernation). Nothing is written and no backups are made.',
    remedy: '',
  },
} as const satisfies ReasonTable;
