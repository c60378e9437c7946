import { earliest } from '../health/earliest';
import { Horizon } from '../health/Horizon';
import { EngineRun } from './EngineRun';
import { SlotSchedule } from './SlotSchedule';

/** Controllers look every minute and then queue: no run begins at its slot. */
const START_LAG_MS = 2 * 60_000;
/** A run of no known schedule is given a day. */
const DAY_MS = 86_400_000;

/**
 * The moment at which the clock of an objective stands still, or `null` while
 * it runs: the slot (or else the beginning) of the oldest run that is newer
 * than the last good copy, under way and not stuck, or a slot less than two
 * minutes back whose run is not made yet.
 *
 * @internal
 */
export function heldAt(options: {
  schedules: readonly SlotSchedule[];
  runs: readonly EngineRun[];
  lastBegunAt: Date | null;
  /** Only a declared objective needs it: slots have a grace of their own. */
  awaitsSlots: boolean;
  horizon: Horizon;
}): Date | null {
  const { schedules, runs, lastBegunAt, awaitsSlots, horizon } = options;
  const begun = runs
    .filter(
      run =>
        run.progress === 'open' &&
        horizon.isReached(run.begunAt) &&
        (!lastBegunAt || run.begunAt > lastBegunAt) &&
        !horizon.isPast(stuckAt(run, schedules)),
    )
    .map(run => slotOf(run, schedules));
  const awaited = awaitsSlots
    ? schedules.map(schedule => schedule.awaitedSlot(horizon, START_LAG_MS))
    : [];
  return earliest([...begun, ...awaited]);
}

function stuckAt(run: EngineRun, schedules: readonly SlotSchedule[]): Date {
  const schedule = schedules.find(({ name }) => name === run.schedule);
  return schedule?.stuckAt(run) ?? new Date(run.begunAt.getTime() + DAY_MS);
}

/** The slot a run was made for, or its beginning when it was made at no slot. */
function slotOf(run: EngineRun, schedules: readonly SlotSchedule[]): Date {
  const schedule = schedules.find(({ name }) => name === run.schedule);
  const slot = schedule?.slotAfter(
    new Date(run.begunAt.getTime() - START_LAG_MS),
  );
  return slot && slot <= run.begunAt ? slot : run.begunAt;
}
