import { Horizon } from '../health/Horizon';
import { Deadlines, ObjectiveStanding, standingOf } from '../health/objective';
import { EngineRun } from './EngineRun';
import { heldAt } from './heldAt';
import { participants } from './participants';
import { promisedDeadlines } from './promisedDeadlines';
import { SlotSchedule } from './SlotSchedule';

const MIN_GRACE_MS = 10 * 60_000;

/** How the objective of something stands that an engine copies slot by slot. @internal */
export interface EngineObjective {
  /**
   * `met` before the first slot too; `never` when that passed without a good
   * copy; `null` when there is no objective.
   */
  standing: ObjectiveStanding | 'never' | null;
  dueAt: Date | null;
  /** The slot that decides what is derived, and the name of whose it is. */
  slot: Date | null;
  schedule: string | null;
  derivedRpoSeconds: number | null;
}

/**
 * Works out an objective: what is declared, else what the slots of its
 * schedules promise.
 *
 * @internal
 */
export function engineObjective(options: {
  schedules: readonly SlotSchedule[];
  runs: readonly EngineRun[];
  lastGood: { at: Date; begunAt: Date } | null;
  since: Date;
  declaredRpoSeconds: number | null;
  /** A moment at which the clock stands still anyway: nothing is written since. */
  stoppedAt: Date | null;
  horizon: Horizon;
}): EngineObjective {
  const { lastGood, since, declaredRpoSeconds, stoppedAt, horizon } = options;
  const lastBegunAt = lastGood?.begunAt ?? null;
  const schedules = participants(options.schedules, lastBegunAt);
  const derived = promisedDeadlines(schedules, { lastBegunAt, since });
  const decided =
    lastGood && declaredRpoSeconds !== null
      ? declaredDeadlines(declaredRpoSeconds, lastGood, schedules)
      : derived;
  const held =
    stoppedAt ??
    heldAt({
      schedules,
      runs: options.runs,
      lastBegunAt,
      awaitsSlots: declaredRpoSeconds !== null,
      horizon,
    });
  const standing = decided && standingOf(decided, { horizon, held });
  const neverKept = !lastGood && standing !== null && standing !== 'met';
  const intervals = schedules
    .map(schedule => schedule.intervalMs(lastBegunAt ?? since))
    .filter(ms => ms > 0);
  return {
    standing: neverKept ? 'never' : standing,
    dueAt: decided?.dueAt ?? null,
    slot: derived?.slot ?? null,
    schedule: derived?.promise.name ?? null,
    derivedRpoSeconds: intervals.length ? Math.min(...intervals) / 1000 : null,
  };
}

/** The objective itself, then the grace of the schedules. */
function declaredDeadlines(
  rpoSeconds: number,
  lastGood: { at: Date; begunAt: Date },
  schedules: readonly SlotSchedule[],
): Deadlines {
  const graces = schedules.map(schedule => schedule.graceMs(lastGood.begunAt));
  const graceMs = graces.length ? Math.min(...graces) : MIN_GRACE_MS;
  const dueAt = new Date(lastGood.at.getTime() + 1000 * rpoSeconds);
  return { dueAt, breachAt: new Date(dueAt.getTime() + Math.round(graceMs)) };
}
