import { BackupFact } from '../facts';
import { count, describeCause, describeInstant, quoteName } from '../words';
import { Finding } from './Finding';
import { Horizon } from './Horizon';
import { isUnderWay, progressOf } from './runPhase';
import { ScheduleView } from './ScheduleView';

/**
 * What the newest run of a schedule that has ended says, when it did not end
 * well.
 *
 * @internal
 */
export function findBadLastRun(schedule: ScheduleView): Finding | null {
  const run = schedule.lastEnded;
  if (!run) return null;
  const subject = `The last run of schedule ${quoteName(
    schedule.fact.name,
  )}, ${quoteName(run.name)} of ${describeInstant(
    run.startedAt ?? run.createdAt,
  )},`;
  switch (progressOf(run)) {
    case 'partial':
      return {
        state: 'DEGRADED',
        reason: 'last_run_partially_failed',
        message: `${subject} failed in part${reasonOf(run)}.`,
      };
    case 'failed':
      return {
        state: 'DEGRADED',
        reason: 'last_run_failed',
        message: `${subject} failed${reasonOf(run)}.`,
      };
    case 'refused':
      return {
        state: 'DEGRADED',
        reason: 'last_run_failed_validation',
        message: `${subject} was refused by Velero${reasonOf(run)}.`,
      };
    default:
      return null;
  }
}

/**
 * A run of a schedule that has been under way for far too long.
 *
 * @internal
 */
export function findStuckRun(
  schedule: ScheduleView,
  horizon: Horizon,
): Finding | null {
  const stuck = schedule.runs.find(
    run => isUnderWay(run) && horizon.isPast(schedule.stuckAt(run)),
  );
  return (
    (stuck && {
      state: 'DEGRADED',
      reason: 'run_stuck',
      message: `Run ${quoteName(stuck.name)} of schedule ${quoteName(
        schedule.fact.name,
      )} has been in phase '${stuck.phase || 'New'}' since ${describeInstant(
        stuck.startedAt ?? stuck.createdAt,
      )}.`,
    }) ??
    null
  );
}

/**
 * Why a run did not end well, as the end of a sentence.
 *
 * @internal
 */
export function reasonOf(run: BackupFact): string {
  const words = run.validationErrors.length
    ? run.validationErrors.join('; ')
    : run.failureReason;
  if (words) return `: ${describeCause(words)}`;
  if (!run.errors && !run.warnings) return '';
  return ` with ${count(run.errors, 'error')} and ${count(
    run.warnings,
    'warning',
  )}`;
}
