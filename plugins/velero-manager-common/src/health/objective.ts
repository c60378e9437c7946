import { BackupFact } from '../facts';
import { earliest } from './earliest';
import { GoodRun } from './goodRun';
import { Horizon } from './Horizon';
import { ScheduleView } from './ScheduleView';

const MIN_GRACE_MS = 10 * 60_000;
/** The controller looks every minute and then queues: no run begins at its slot. */
const START_LAG_MS = 2 * 60_000;

/** How old the newest good copy may be, and who says so. @public */
export interface Objective {
  rpoSeconds: number;
  source: 'entity' | 'environment' | 'derived';
}

/** How an objective stands at a moment. @internal */
export type ObjectiveStanding = 'met' | 'at_risk' | 'breached';

/** The moments that decide an objective. @internal */
export interface Deadlines {
  /** Later than this is at risk. */
  dueAt: Date;
  /** Later than this is breached. */
  breachAt: Date;
}

/** Deadlines that come from slots, and the slot that decides. @internal */
export interface DerivedDeadlines extends Deadlines {
  schedule: ScheduleView;
  slot: Date;
}

/**
 * The deadlines of a declared objective: the objective itself, then a grace.
 *
 * @internal
 */
export function declaredDeadlines(
  rpoSeconds: number,
  lastGood: GoodRun,
  schedules: readonly ScheduleView[],
): Deadlines {
  const upTo = new Date(lastGood.run.createdAt);
  const graces = schedules.map(schedule => schedule.graceMs(upTo));
  const graceMs = graces.length ? Math.min(...graces) : MIN_GRACE_MS;
  const dueAt = later(lastGood.at, 1000 * rpoSeconds);
  return { dueAt, breachAt: later(dueAt, graceMs) };
}

/**
 * The deadlines that the schedules themselves promise: the slot after the one
 * of the last good run and its grace, then as much again or half an interval.
 * A schedule takes part from its first slot on. Of several schedules the
 * earliest decides.
 *
 * @param since - where there is no good run: since when there is something to protect
 * @returns `null` when no schedule has a slot
 * @internal
 */
export function derivedDeadlines(
  schedules: readonly ScheduleView[],
  options: { lastGood: GoodRun | null; since: Date },
): DerivedDeadlines | null {
  const promises = schedules.flatMap(
    schedule => promiseOf(schedule, options) ?? [],
  );
  if (!promises.length) return null;
  const first = promises.reduce((a, b) => (b.dueAt < a.dueAt ? b : a));
  const breachAt = earliest(promises.map(promise => promise.breachAt));
  return { ...first, breachAt: breachAt ?? first.breachAt };
}

function promiseOf(
  schedule: ScheduleView,
  { lastGood, since }: { lastGood: GoodRun | null; since: Date },
): DerivedDeadlines | null {
  const known = lastGood ? new Date(lastGood.run.createdAt) : since;
  const { createdAt, lastSkippedAt } = schedule.fact;
  // A new schedule may be told to skip its first slot; an old one is no less
  // old for having skipped.
  const skipped = lastGood ? null : lastSkippedAt;
  const base = latest(known, new Date(skipped ?? createdAt));
  const slot =
    lastGood && base === known
      ? schedule.slotAfterRun(base)
      : schedule.slotAfter(base);
  if (!slot) return null;
  const graceMs = schedule.graceMs(base);
  const dueAt = later(slot, graceMs);
  const lateMs = Math.max(graceMs, 0.5 * schedule.intervalMs(base));
  return { dueAt, breachAt: later(dueAt, lateMs), schedule, slot };
}

/**
 * Whether the deadlines are kept. While a run is under way on time the clock of
 * the objective stands still at its slot, so the state before it is kept: a
 * nightly backup that takes an hour is not at risk every night.
 *
 * @internal
 */
export function standingOf(
  { dueAt, breachAt }: Deadlines,
  options: { horizon: Horizon; held: Date | null },
): ObjectiveStanding {
  const { horizon, held } = options;
  const isPast = (moment: Date) =>
    held ? held > moment : horizon.isPast(moment);
  if (isPast(breachAt)) return 'breached';
  return isPast(dueAt) ? 'at_risk' : 'met';
}

/**
 * The moment at which the clock of the objective stands still, or `null` while
 * it runs: the slot (or else the creation) of the oldest run that is under way
 * and not stuck, or a slot less than two minutes back whose run is not made yet.
 *
 * @internal
 */
export function heldAt(options: {
  schedules: readonly ScheduleView[];
  runs: readonly BackupFact[];
  lastGood: GoodRun | null;
  isStuck: (run: BackupFact) => boolean;
  isUnderWay: (run: BackupFact) => boolean;
  /** Only a declared objective needs it: slots have a grace of their own. */
  awaitsSlots: boolean;
  horizon: Horizon;
}): Date | null {
  const { schedules, runs, lastGood, isStuck, isUnderWay, horizon } = options;
  const newer = runs.filter(
    run => !lastGood || run.createdAt > lastGood.run.createdAt,
  );
  const begun = newer
    .filter(run => isUnderWay(run) && !isStuck(run))
    .map(run => slotOf(run, schedules));
  const awaited = schedules
    .filter(schedule => options.awaitsSlots && schedule.standing === 'enabled')
    .flatMap(schedule => awaitedSlot(schedule, horizon) ?? []);
  return earliest([...begun, ...awaited]);
}

/** The slot a run was made for, or its creation when it was made at no slot. */
function slotOf(run: BackupFact, schedules: readonly ScheduleView[]): Date {
  const createdAt = new Date(run.createdAt);
  const schedule = schedules.find(
    ({ fact }) =>
      fact.name === run.schedule && fact.namespace === run.namespace,
  );
  const slot = schedule?.slotAfter(later(createdAt, -START_LAG_MS));
  return slot && slot <= createdAt ? slot : createdAt;
}

function awaitedSlot(schedule: ScheduleView, horizon: Horizon): Date | null {
  if (schedule.slots.goesByInterval) return null;
  const slot = horizon.recentSlot(START_LAG_MS, after =>
    schedule.slotAfter(after),
  );
  if (!slot || slot <= new Date(schedule.fact.createdAt)) return null;
  const [newest] = schedule.runs;
  return newest && new Date(newest.createdAt) >= slot ? null : slot;
}

function later(moment: Date, byMs: number): Date {
  return new Date(moment.getTime() + Math.round(byMs));
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
