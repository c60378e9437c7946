import { BackupFact, ScheduleFact, VeleroServerFact } from '../facts';
import { EARLY_MS, SlotClock } from './objective';
import { longestRunMs } from './longestRunMs';
import { hasEnded, isUnderWay } from './runPhase';
import { cronRulesOf } from './SlotGrid';

/**
 * How the first run of a schedule stands of which no good one is known:
 * `awaited` until `lateAt`, when its slot and the grace of that are past,
 * `under_way` since it was made, else `overdue`, with its slot where that is known.
 *
 * @public
 */
export type FirstRun =
  | { state: 'awaited'; dueAt: Date; lateAt: Date }
  | { state: 'under_way'; since: Date }
  | { state: 'overdue'; dueAt: Date | null };

/** What the first run of a schedule is judged by. @public */
export interface FirstRunEvidence {
  /** The first run is the one for the first slot after this. */
  since: Date;
  /** Runs that were made here since then, newest first, none of them good. */
  runs: readonly BackupFact[];
  /** Reads the cron text in its own way and zone; `null` where it is not known. */
  server: VeleroServerFact | null;
  now: Date;
}

/**
 * Judges the first run of a schedule since something happened to it, such as
 * its creation.
 *
 * @remarks
 * Velero looks for the next slot from the schedule's creation or its last backup
 * (velero pkg/controller/schedule_controller.go): where that slot has passed, a
 * run is made at once. A run that is on its way is waited for as long as its
 * item operations may take. Once one ended that was made for the slot, the next
 * is not the first; one that was made before, by hand, takes no slot.
 *
 * @public
 */
export function judgeFirstRun(
  schedule: Pick<ScheduleFact, 'cron' | 'scope'>,
  { since, runs, server, now }: FirstRunEvidence,
): FirstRun {
  const clock = SlotClock.create({
    cron: schedule.cron,
    rules: cronRulesOf(server),
    createdAt: since,
    newestAt: null,
    measured: [],
  });
  const dueAt = clock.slotAfter(since);
  if (dueAt === null || runs.some(run => hasEnded(run) && isFor(dueAt, run))) {
    return { state: 'overdue', dueAt };
  }
  const [newest] = runs;
  if (newest && isUnderWay(newest)) {
    const begun = new Date(newest.createdAt);
    const stuckAt = begun.getTime() + longestRunMs(schedule.scope, server);
    return now.getTime() <= stuckAt
      ? { state: 'under_way', since: begun }
      : { state: 'overdue', dueAt };
  }
  const lateAt = new Date(dueAt.getTime() + clock.graceMs(dueAt));
  return now > lateAt
    ? { state: 'overdue', dueAt }
    : { state: 'awaited', dueAt, lateAt };
}

/** Whether a run was made for a slot, or for one after it. */
function isFor(slot: Date, { createdAt }: BackupFact): boolean {
  return Date.parse(createdAt) >= slot.getTime() - EARLY_MS;
}
