import { ReasonTable } from './ReasonTable';

/** Reasons of verdicts on volumes that Longhorn itself backs up. @internal */
export const longhornReasons = {
  longhorn_protected: {
    states: ['HEALTHY'],
    means: 'Longhorn backs the volume up as its recurring jobs say.',
    remedy: '',
  },
  longhorn_no_job: {
    states: ['UNPROTECTED'],
    means:
      'No recurring job with task backup is of this volume, neither by label nor by group.',
    remedy:
      'Label the volume, or its claim with recurring-job.longhorn.io/source=enabled, with a job or a group that makes backups.',
  },
  longhorn_job_invalid: {
    states: ['CRITICAL', 'DEGRADED'],
    means:
      'The cron text of the recurring job cannot be read, so it never runs. DEGRADED where another job backs the volume up.',
    remedy: 'Correct spec.cron of the RecurringJob.',
  },
  longhorn_target_available: {
    states: ['HEALTHY'],
    means:
      'Longhorn could list what is in the backup target. That does not prove that it may write.',
    remedy: '',
  },
  longhorn_target_missing: {
    states: ['CRITICAL'],
    means:
      'The backup target of the volume does not exist or has no URL. No backups can be made or restored.',
    remedy: 'Set the URL of the backup target, and its credential.',
  },
  longhorn_target_unavailable: {
    states: ['CRITICAL', 'DEGRADED'],
    means:
      'Longhorn cannot reach the backup target. Of a volume it is CRITICAL once its objective is breached, of the target itself at once.',
    remedy:
      'Read condition Unavailable of the BackupTarget: usually credentials, the network or a full store.',
  },
  longhorn_target_not_validated: {
    states: ['UNKNOWN'],
    means: 'Longhorn has not said yet whether it can reach the backup target.',
    remedy: 'Look whether the Longhorn manager runs.',
  },
  longhorn_target_stale: {
    states: ['UNKNOWN'],
    means:
      'Longhorn has not looked at the backup target for three of its poll intervals.',
    remedy: 'Look whether the Longhorn manager runs.',
  },
  longhorn_volume_faulted: {
    states: ['DEGRADED'],
    means:
      'All replicas of the volume have failed. Recurring jobs pass it by, and its data is as good as its newest backup.',
    remedy: 'Salvage the volume in Longhorn, or restore its newest backup.',
  },
  longhorn_volume_detached: {
    states: ['DEGRADED'],
    means:
      'The volume is attached nowhere, and recurring jobs pass such volumes by without a word. The age of its newest backup counts on.',
    remedy:
      'Turn on the setting allow-recurring-job-while-volume-detached, start the workload, or exempt the volume if nobody needs it.',
  },
  longhorn_backup_failed: {
    states: ['DEGRADED'],
    means:
      'The last backup of the volume ended in state Error or Unknown. The one before it can still be restored.',
    remedy: 'Read status.error of the Backup.',
  },
  longhorn_backup_stuck: {
    states: ['DEGRADED'],
    means: 'A backup of the volume has been under way for far too long.',
    remedy:
      'Look at its progress and at the backup target; delete the Backup when it cannot end, because the job waits for it.',
  },
  longhorn_backup_late: {
    states: ['DEGRADED'],
    means: 'A backup that was due has not come.',
    remedy:
      'Look at the pods of the recurring job. They may report success although the backup failed (longhorn#13587).',
  },
  longhorn_backup_overdue: {
    states: ['CRITICAL'],
    means:
      'The newest backup of the volume is older than the objective allows.',
    remedy: 'Make a backup now, then look why the recurring job makes none.',
  },
  longhorn_backup_pending: {
    states: ['PENDING'],
    means: 'There is no backup yet, and the first one is not due yet.',
    remedy: '',
  },
  longhorn_never_backed_up: {
    states: ['CRITICAL'],
    means: 'The first backup was due and has not come.',
    remedy:
      'Look at the pods of the recurring job and at the backup target; make a backup by hand.',
  },
  longhorn_retain_low: {
    states: ['DEGRADED'],
    means:
      'The recurring job keeps at most one backup of a volume: when it is bad there is nothing to fall back on.',
    remedy: 'Raise spec.retain of the RecurringJob.',
  },
  longhorn_objective_unreachable: {
    states: ['DEGRADED'],
    means:
      'The objective asks for less loss than the slots of the recurring jobs can promise.',
    remedy: 'Run the job more often, or choose an objective that can be kept.',
  },
} as const satisfies ReasonTable;
