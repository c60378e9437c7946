import { Horizon } from '../health/Horizon';
import {
  GoodCopy,
  OpenRun,
  SlotObjective,
  slotObjective,
} from '../health/objective';
import { EngineRun } from './EngineRun';
import { SlotSchedule } from './SlotSchedule';

/** How the objective of something stands that an engine copies slot by slot. @internal */
export interface EngineObjective
  extends Omit<SlotObjective<SlotSchedule>, 'promise'> {
  /** The name of the schedule whose slot decides. */
  schedule: string | null;
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
  lastGood: GoodCopy | null;
  since: Date;
  declaredRpoSeconds: number | null;
  /** A moment at which the clock stands still anyway: nothing is written since. */
  stoppedAt: Date | null;
  horizon: Horizon;
}): EngineObjective {
  const { runs, ...others } = options;
  const { promise, ...decided } = slotObjective({
    ...others,
    openRuns: runs
      .filter(({ progress }) => progress === 'open')
      .map(run => openRunOf(run, options.schedules)),
  });
  return { ...decided, schedule: promise?.name ?? null };
}

function openRunOf(
  run: EngineRun,
  schedules: readonly SlotSchedule[],
): OpenRun {
  const schedule = schedules.find(({ name }) => name === run.schedule);
  return {
    begunAt: run.begunAt,
    schedule: schedule ?? null,
    stuckAt: schedule?.stuckAt(run) ?? null,
  };
}
