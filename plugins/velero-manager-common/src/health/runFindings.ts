import { BackupFact } from '../facts';
import { count, describeCause, describeInstant, quoteName } from '../words';
import { Finding } from './Finding';
import { Horizon } from './Horizon';
import { isUnderWay, progressOf } from './runPhase';
import { ScheduleView } from './ScheduleView';
import { slotHistory } from './slotHistory';

const SLOTS_LOOKED_AT = 3;

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
        reason: wasInterrupted(run)
          ? 'last_run_interrupted'
          : 'last_run_failed',
        message: `${subject} failed${reasonOf(run)}.`,
      };
    case 'refused':
      return {
        state: 'DEGRADED',
        reason: 'last_run_failed_validation',
        message: `${subject} was refused by Velero${reasonOf(run)}.`,
      };
    default:
      return findFailedHooks(run, subject);
  }
}

/** A hook that fails leaves a copy that may not be consistent. */
function findFailedHooks(run: BackupFact, subject: string): Finding | null {
  if (!run.hooksFailed) return null;
  return {
    state: 'DEGRADED',
    reason: 'hooks_failed',
    message: `${subject} ended well, but ${count(
      run.hooksFailed,
      'hook',
    )} failed, so what it holds may be inconsistent.`,
  };
}

/**
 * A server that starts marks the runs that it finds under way as failed (velero
 * pkg/cmd/server/server.go, markInProgressBackupsFailed).
 */
function wasInterrupted({ failureReason }: BackupFact): boolean {
  return failureReason?.includes('during the server starting') ?? false;
}

/**
 * A slot among the last three of a schedule for which no run was made although
 * its grace is over. Slots that Velero skips by design, because a run was under
 * way, do not count.
 *
 * @internal
 */
export function findMissedSlots(
  schedule: ScheduleView,
  horizon: Horizon,
): Finding | null {
  if (schedule.standing !== 'enabled') return null;
  const recent = horizon.upToNow(
    until => slotHistory(schedule, { until, limit: SLOTS_LOOKED_AT, horizon }),
    after => schedule.slotAfter(after),
  );
  const missed = recent.find(({ outcome }) => outcome === 'missed');
  return missed?.slot
    ? {
        state: 'DEGRADED',
        reason: 'run_missed',
        message: `Schedule ${quoteName(
          schedule.fact.name,
        )} made no run for its slot of ${describeInstant(missed.slot)}.`,
      }
    : null;
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
export function reasonOf(
  run: Pick<BackupFact, 'errors' | 'warnings'> &
    Partial<Pick<BackupFact, 'validationErrors' | 'failureReason'>>,
): string {
  const words = run.validationErrors?.length
    ? run.validationErrors.join('; ')
    : run.failureReason;
  if (words) return `: ${describeCause(words)}`;
  if (!run.errors && !run.warnings) return '';
  return ` with ${count(run.errors, 'error')} and ${count(
    run.warnings,
    'warning',
  )}`;
}
