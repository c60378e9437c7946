import { earliest } from '../../health/earliest';
import { Finding } from '../../health/Finding';
import { describeInstant, quoteName, quoteNames } from '../../words';
import { RunWords } from '../runFindings';
import { SlotSchedule } from '../SlotSchedule';
import { LonghornContext } from './LonghornContext';

/** How recurring jobs are spoken of. @internal */
export const LONGHORN_WORDS: RunWords = {
  schedule: 'recurring job',
  failed: 'longhorn_backup_failed',
  stuck: 'longhorn_backup_stuck',
};

/** A job's pod has to start, and works through its volumes a few at a time. */
const START_LAG_MS = 2 * 60_000;

/** No recurring job makes backups of a volume. @internal */
export function notBackedUp({
  jobs,
  lastGood,
  place,
}: LonghornContext): Finding {
  const last = lastGood
    ? `its last backup is of ${describeInstant(lastGood.at)}`
    : 'there is no backup';
  return {
    state: 'UNPROTECTED',
    reason: 'longhorn_no_job',
    message: jobs.length
      ? `No recurring job of ${place} makes backups (${quoteNames(
          jobs.map(({ name }) => name),
        )} do not); ${last}.`
      : `No recurring job is of ${place}; ${last}.`,
  };
}

/** A job whose text cannot be read. @internal */
export function invalidJob(
  job: SlotSchedule,
  state: 'CRITICAL' | 'DEGRADED',
): Finding {
  return {
    state,
    reason: 'longhorn_job_invalid',
    message: `Recurring job ${quoteName(
      job.name,
    )} makes no backups, because of its ${job.problem}.`,
  };
}

/** Longhorn gave the volume up: its jobs pass it by. @internal */
export function findFaulted({
  volume,
  lastGood,
  place,
}: LonghornContext): Finding | null {
  if (volume.robustness !== 'faulted') return null;
  return {
    state: 'DEGRADED',
    reason: 'longhorn_volume_faulted',
    message: `The ${place} is faulted and recurring jobs pass it by; ${
      lastGood
        ? `its newest backup is of ${describeInstant(lastGood.at)}`
        : 'there is no backup of it'
    }.`,
  };
}

/**
 * Jobs passed a detached volume by: at the slot after its newest copy it was
 * attached nowhere. A volume that is only being moved to another node is no
 * matter for alarm.
 *
 * @internal
 */
export function findSkipped(context: LonghornContext): Finding | null {
  const { isSkipped, objective, horizon, place, lastGood } = context;
  if (!isSkipped || !objective.slot) return null;
  const skippedAt = new Date(objective.slot.getTime() + START_LAG_MS);
  if (!horizon.isPast(skippedAt)) return null;
  return {
    state: 'DEGRADED',
    reason: 'longhorn_volume_detached',
    message: `The ${place} is detached, and recurring jobs have passed it by since ${describeInstant(
      objective.slot,
    )}; ${
      lastGood
        ? `its newest backup is of ${describeInstant(lastGood.at)}`
        : 'there is no backup of it'
    }.`,
  };
}

/** Whether backups come as they are promised. @internal */
export function findVolumeObjective(context: LonghornContext): Finding {
  const { lastGood, objective, place, isSkipped } = context;
  if (!lastGood) return withoutBackup(context);
  const newest = describeInstant(lastGood.at);
  const due = objective.dueAt ? describeInstant(objective.dueAt) : '';
  const detached = isSkipped
    ? '; it is detached, so recurring jobs pass it by'
    : '';
  if (objective.standing === 'breached') {
    return {
      state: 'CRITICAL',
      reason: 'longhorn_backup_overdue',
      message: `The newest backup of ${place} is of ${newest}; a newer one was needed by ${due}${detached}.`,
    };
  }
  if (objective.standing === 'at_risk') {
    return {
      state: 'DEGRADED',
      reason: 'longhorn_backup_late',
      message: `The newest backup of ${place} is of ${newest}; a newer one has been due since ${due}${detached}.`,
    };
  }
  const next = earliest(
    context.schedules.map(schedule => schedule.nextRun(context.horizon)),
  );
  return {
    state: 'HEALTHY',
    reason: 'longhorn_protected',
    message: `The newest backup of ${place} is of ${newest}${
      next ? `; the next one is due ${describeInstant(next)}` : ''
    }.`,
  };
}

function withoutBackup(context: LonghornContext): Finding {
  const { objective, place, isSkipped } = context;
  const { slot, schedule } = objective;
  const first =
    slot && schedule
      ? `the first one of recurring job ${quoteName(schedule)} `
      : '';
  const when = slot ? describeInstant(slot) : '';
  const detached = isSkipped
    ? '; it is detached, so recurring jobs pass it by'
    : '';
  return objective.standing === 'met'
    ? {
        state: 'PENDING',
        reason: 'longhorn_backup_pending',
        message: `There is no backup of ${place} yet; ${first}is due ${when}.`,
      }
    : {
        state: 'CRITICAL',
        reason: 'longhorn_never_backed_up',
        message: `There is no backup of ${place}, although ${first}was due ${when}${detached}.`,
      };
}
