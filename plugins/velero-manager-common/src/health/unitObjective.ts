import {
  Deadlines,
  declaredDeadlines,
  derivedDeadlines,
  heldAt,
  Objective,
  ObjectiveStanding,
  standingOf,
} from './objective';
import { isUnderWay } from './runPhase';
import { ScheduleView } from './ScheduleView';
import { UnitContext } from './UnitContext';
import { BackupFact } from '../facts';

const DAY_MS = 86_400_000;

/** How the objective of a unit stands, and what decides it. @internal */
export interface UnitObjective {
  objective: Objective | null;
  /**
   * `met` before the first slot too; `never` when that passed without a good
   * run; `null` when there is no objective.
   */
  standing: ObjectiveStanding | 'never' | null;
  dueAt: Date | null;
  /** The slot of the schedule that decides, where slots do. */
  slot: Date | null;
  schedule: ScheduleView | null;
}

/**
 * Works out the objective of a unit: what is declared (entity before
 * environment), else what its schedules promise.
 *
 * @internal
 */
export function unitObjective(context: UnitContext): UnitObjective {
  const schedules = participants(context);
  const { lastGood, declared, subject } = context;
  const derived = derivedDeadlines(schedules, {
    lastGood,
    since: subject.since,
  });
  const decided: Deadlines | null =
    lastGood && declared
      ? declaredDeadlines(declared.rpoSeconds, lastGood, schedules)
      : derived;
  const standing = decided && standingFor(context, schedules, decided);
  const neverKept = !lastGood && standing !== null && standing !== 'met';
  return {
    objective: declared ?? derivedObjective(context, schedules),
    standing: neverKept ? 'never' : standing,
    dueAt: decided?.dueAt ?? null,
    slot: derived?.slot ?? null,
    schedule: derived?.schedule ?? null,
  };
}

function standingFor(
  context: UnitContext,
  schedules: readonly ScheduleView[],
  deadlines: Deadlines,
): ObjectiveStanding {
  const { horizon } = context;
  return standingOf(deadlines, {
    horizon,
    held: heldAt({
      schedules,
      runs: context.openRuns,
      lastGood: context.lastGood,
      isStuck: run => horizon.isPast(stuckAt(run, schedules)),
      isUnderWay,
      awaitsSlots: context.declared !== null,
      horizon,
    }),
  });
}

/**
 * The schedules whose slots count. With enabled ones a paused one keeps its say
 * until a good run came after its first slot that was not kept, so that pausing
 * improves nothing before the next good run.
 */
function participants({ covering, lastGood }: UnitContext): ScheduleView[] {
  const enabled = covering.filter(s => s.standing === 'enabled');
  const paused = covering.filter(s => s.standing === 'paused');
  if (!enabled.length) return paused;
  return [
    ...enabled,
    ...paused.filter(schedule => {
      if (!lastGood) return false;
      const { lastBackupAt, createdAt } = schedule.fact;
      const base = new Date(lastBackupAt ?? createdAt);
      const slot = schedule.slotAfter(base);
      if (!slot) return false;
      const keptUntil = slot.getTime() + schedule.graceMs(base);
      return Date.parse(lastGood.run.createdAt) <= keptUntil;
    }),
  ];
}

function derivedObjective(
  { lastGood, subject }: UnitContext,
  schedules: readonly ScheduleView[],
): Objective | null {
  const from = new Date(lastGood?.run.createdAt ?? subject.since);
  const intervals = schedules
    .map(schedule => schedule.intervalMs(from))
    .filter(ms => ms > 0);
  return intervals.length
    ? { rpoSeconds: Math.min(...intervals) / 1000, source: 'derived' }
    : null;
}

function stuckAt(run: BackupFact, schedules: readonly ScheduleView[]): Date {
  const schedule = schedules.find(
    ({ fact }) =>
      fact.name === run.schedule && fact.namespace === run.namespace,
  );
  return schedule?.stuckAt(run) ?? new Date(Date.parse(run.createdAt) + DAY_MS);
}
