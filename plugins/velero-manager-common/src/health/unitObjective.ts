import { Objective, SlotObjective, slotObjective } from './objective';
import { openRunOf } from './openRunOf';
import { ScheduleView } from './ScheduleView';
import { toGoodCopy } from './toGoodCopy';
import { UnitContext } from './UnitContext';

/** How the objective of a unit stands, and what decides it. @internal */
export interface UnitObjective
  extends Pick<SlotObjective<ScheduleView>, 'standing' | 'dueAt' | 'slot'> {
  objective: Objective | null;
  /** The schedule whose slot decides, where slots do. */
  schedule: ScheduleView | null;
}

/**
 * Works out the objective of a unit: what is declared (entity before
 * environment), else what its schedules promise.
 *
 * @internal
 */
export function unitObjective(context: UnitContext): UnitObjective {
  const { covering, openRuns, lastGood, declared, subject, horizon } = context;
  const { derivedRpoSeconds, promise, ...decided } = slotObjective({
    schedules: covering,
    openRuns: openRuns.map(run => openRunOf(run, covering)),
    lastGood: toGoodCopy(lastGood),
    since: subject.since,
    declaredRpoSeconds: declared?.rpoSeconds ?? null,
    stoppedAt: null,
    horizon,
  });
  const derived: Objective | null =
    derivedRpoSeconds === null
      ? null
      : { rpoSeconds: derivedRpoSeconds, source: 'derived' };
  return { ...decided, objective: declared ?? derived, schedule: promise };
}
