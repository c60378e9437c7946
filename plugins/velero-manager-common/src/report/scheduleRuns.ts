import { ApiRun } from '../api/verdictSchemas';
import { Horizon } from '../health/Horizon';
import { reasonOf } from '../health/runFindings';
import { ScheduleView } from '../health/ScheduleView';
import { outcomeOf, slotHistory, SlotRun } from '../health/slotHistory';
import { PastRun } from '../history/pastRun';

/**
 * One run as the strip shows it, at the slot it was made for.
 *
 * @internal
 */
export function toApiRun(
  run: SlotRun,
  options: { slot?: Date | null; schedule: string | null },
): ApiRun {
  const outcome = outcomeOf(run);
  const words =
    outcome === 'good' ? '' : reasonOf(run).replace(/^(: | with )/, '');
  return {
    slot: (options.slot ?? new Date(run.createdAt)).toISOString(),
    outcome,
    backup: run.name,
    schedule: options.schedule,
    message: words || null,
  };
}

/**
 * The last slots of a schedule and what became of them, newest first.
 *
 * @internal
 */
export function scheduleRuns(
  view: ScheduleView,
  options: { now: Date; limit: number; past?: readonly PastRun[] },
): ApiRun[] {
  const { now, limit, past } = options;
  return slotHistory(view, {
    until: now,
    limit,
    horizon: Horizon.at(now),
    past,
  }).map(({ slot, outcome, run }) =>
    run
      ? toApiRun(run, { slot, schedule: view.id })
      : {
          slot: (slot ?? now).toISOString(),
          outcome,
          backup: null,
          schedule: view.id,
          message: null,
        },
  );
}
