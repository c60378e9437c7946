import { Finding } from '../health/Finding';
import { Horizon } from '../health/Horizon';
import { ReasonCode } from '../health/reasons';
import { describeCause, describeInstant, quoteName } from '../words';
import { EngineRun } from './EngineRun';
import { SlotSchedule } from './SlotSchedule';

/** How an engine's schedules are called, and the reasons for their failures. @internal */
export interface RunWords {
  /** `ScheduledBackup`, `recurring job`. */
  schedule: string;
  failed: ReasonCode;
  stuck: ReasonCode;
}

/**
 * What the newest ended run of a schedule says, when it failed.
 *
 * @internal
 */
export function findFailedRun(
  schedule: SlotSchedule,
  words: RunWords,
): Finding | null {
  const run = schedule.lastEnded;
  if (run?.progress !== 'failed') return null;
  return {
    state: 'DEGRADED',
    reason: words.failed,
    message: `The last backup of ${words.schedule} ${quoteName(
      schedule.name,
    )}, ${quoteName(run.name)} of ${describeInstant(
      run.begunAt,
    )}, failed${causeOf(run)}.`,
  };
}

/**
 * A run of a schedule that has been under way for far too long; what comes
 * after it waits.
 *
 * @internal
 */
export function findStuckEngineRun(
  schedule: SlotSchedule,
  words: RunWords,
  horizon: Horizon,
): Finding | null {
  const stuck = schedule.runs.find(
    run => run.progress === 'open' && horizon.isPast(schedule.stuckAt(run)),
  );
  if (!stuck) return null;
  return {
    state: 'DEGRADED',
    reason: words.stuck,
    message: `Backup ${quoteName(stuck.name)} of ${words.schedule} ${quoteName(
      schedule.name,
    )} has been in phase ${quoteName(
      describeCause(stuck.phase),
    )} since ${describeInstant(stuck.begunAt)}.`,
  };
}

/** Why a run failed, as the end of a sentence. @internal */
export function causeOf({ cause }: EngineRun): string {
  return cause ? `: ${describeCause(cause)}` : '';
}
