import { ReasonTable } from './ReasonTable';

/** Reasons of verdicts on what Velero backs up, and on its schedules. @internal */
export const veleroReasons = {
  protected: {
    states: ['HEALTHY'],
    means: 'The newest good backup is as fresh as it must be.',
    remedy: '',
  },
  no_schedule: {
    states: ['UNPROTECTED'],
    means:
      'No enabled schedule takes it, so there will be no new backup. Old ones may be left; the message says until when.',
    remedy: 'Add a schedule that takes it.',
  },
  namespace_excluded: {
    states: ['UNPROTECTED'],
    means:
      'The label velero.io/exclude-from-backup: "true" on the namespace keeps it out of every backup, whatever schedules say.',
    remedy: 'Remove the label, or ask for an exemption.',
  },
  partly_covered: {
    states: ['DEGRADED'],
    means:
      'Schedules take a part of it only, by labels or by kinds. What else is in the namespace is in no backup.',
    remedy:
      'Widen the schedule, or add one that takes the whole namespace, or ask for an exemption.',
  },
  schedule_invalid: {
    states: ['CRITICAL', 'DEGRADED'],
    means:
      'Velero cannot read the schedule, so it makes no backups. DEGRADED where another schedule takes the same.',
    remedy: 'Correct what the message names in the config repository.',
  },
  schedule_paused: {
    states: ['PAUSED'],
    means:
      'Only paused schedules take it. What is left grows older; once it is older than it may be this becomes CRITICAL.',
    remedy: 'Let the schedule run again when the reason for the pause is over.',
  },
  schedule_deleted: {
    states: ['PAUSED'],
    means: 'The schedule is being deleted.',
    remedy: '',
  },
  schedule_not_picked_up: {
    states: ['DEGRADED'],
    means:
      'Velero has not looked at the schedule for five minutes since it was made. Its server may be down, or watch another namespace.',
    remedy: 'Look at the pods of the Velero server in that cluster.',
  },
  first_run_pending: {
    states: ['PENDING'],
    means: 'It is new: the first backup is yet to come.',
    remedy: '',
  },
  never_backed_up: {
    states: ['CRITICAL'],
    means: 'A backup was due and there is no good one.',
    remedy: 'Look at the last runs of the schedule that the message names.',
  },
  only_partial_backups: {
    states: ['CRITICAL'],
    means:
      'There are backups, and each of them failed in part or took a part. They may do for a restore; nobody should rely on them.',
    remedy: 'Look at the errors of the last run.',
  },
  last_good_expired: {
    states: ['CRITICAL'],
    means:
      'The newest good backup has passed its time. Velero deletes it within the hour.',
    remedy: 'Find out why no newer one is good; run a backup by hand.',
  },
  only_former_backups: {
    states: ['CRITICAL'],
    means:
      'It was deleted and made anew since its last good backup, which holds what had this name before.',
    remedy: 'Run a backup by hand.',
  },
  only_foreign_backups: {
    states: ['CRITICAL'],
    means:
      'The only backups came from the storage location and nothing proves that they are of this cluster: clusters that share a bucket see each other’s.',
    remedy:
      'Give each cluster a prefix of its own in the bucket, and look why its own runs fail.',
  },
  invalid_time: {
    states: ['UNKNOWN'],
    means:
      'The only good backup says that it was made in the future. A clock in the cluster is wrong.',
    remedy: 'Set the clocks of the nodes.',
  },
  objective_breached: {
    states: ['CRITICAL'],
    means: 'The newest good backup is older than it may be.',
    remedy: 'Look at the last runs; run a backup by hand.',
  },
  objective_at_risk: {
    states: ['DEGRADED'],
    means: 'A newer backup has been due for a while, and is not there.',
    remedy: 'Look at the last runs.',
  },
  run_missed: {
    states: ['DEGRADED'],
    means:
      'Velero made no run for one of the last three slots. It never makes up for it.',
    remedy: 'Look whether the Velero server was down at that time.',
  },
  run_stuck: {
    states: ['DEGRADED'],
    means:
      'A run has been under way for far longer than such runs take. While it lasts Velero starts no other.',
    remedy:
      'Look at the Velero server and the node agent. A run that never ends is marked as failed when the server restarts.',
  },
  last_run_partially_failed: {
    states: ['DEGRADED'],
    means:
      'The last run left something out. Earlier good backups are fresh enough so far.',
    remedy: 'Read the errors with: velero backup describe --details.',
  },
  last_run_failed: {
    states: ['DEGRADED'],
    means: 'The last run failed. Earlier good backups are fresh enough so far.',
    remedy: 'Read the message, then the log with: velero backup logs.',
  },
  last_run_interrupted: {
    states: ['DEGRADED'],
    means:
      'The Velero server restarted while the last run was under way, and marked it as failed.',
    remedy: 'Find out why it restarted: often memory, or an upgrade.',
  },
  last_run_failed_validation: {
    states: ['DEGRADED'],
    means: 'Velero refused to begin the last run.',
    remedy: 'Correct what the message names.',
  },
  hooks_failed: {
    states: ['DEGRADED'],
    means:
      'A command that was to make the data consistent failed; Velero calls the run Completed all the same.',
    remedy: 'Read the log of the run, and try the command in the pod.',
  },
  retention_gap: {
    states: ['DEGRADED'],
    means:
      'Backups expire before the next one is there, so that at times there is none at all.',
    remedy: 'Keep backups for at least two runs.',
  },
  scope_refused: {
    states: ['DEGRADED'],
    means:
      'What the schedule asks for is something that Velero refuses, so that every run will end FailedValidation.',
    remedy: 'Correct what the message names.',
  },
  scope_fails_in_part: {
    states: ['DEGRADED'],
    means:
      'The schedule names something that is not there, so that every run ends PartiallyFailed.',
    remedy: 'Take what the message names out of the schedule.',
  },
  exempt: {
    states: ['EXEMPT'],
    means:
      'The config repository says that it needs no backup: why, who approved, and until when.',
    remedy: '',
  },
} as const satisfies ReasonTable;
