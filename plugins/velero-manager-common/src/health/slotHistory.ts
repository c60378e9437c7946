import { BackupFact } from '../facts';
import { PastRun } from '../history/pastRun';
import { isFromFuture } from './goodRun';
import { Horizon } from './Horizon';
import { EARLY_MS } from './objective';
import { progressOf, RunProgress } from './runPhase';
import { ScheduleView } from './ScheduleView';
import { RunOutcome } from './states';

const OUTCOME_BY_PROGRESS: Record<RunProgress, RunOutcome> = {
  waiting: 'running',
  running: 'running',
  good: 'good',
  partial: 'partial',
  failed: 'failed',
  refused: 'failed',
  deleting: 'unknown',
  unknown: 'unknown',
};

/** A run as its Backup tells of it, or as history does. @internal */
export type SlotRun = BackupFact | PastRun;

/**
 * What became of one slot. `slot` is `null` for a run that was made at no slot
 * of its own: by hand from the schedule, or in place of a run that was lost.
 *
 * @internal
 */
export interface SlotRecord {
  slot: Date | null;
  outcome: RunOutcome;
  run: SlotRun | null;
}

/** What became of a run. @internal */
export function outcomeOf(run: SlotRun): RunOutcome {
  return 'outcome' in run ? run.outcome : OUTCOME_BY_PROGRESS[progressOf(run)];
}

/** How far a history of slots looks, and at what beside the facts. @internal */
export interface SlotHistoryOptions {
  /** Now, or an earlier moment to look back from. */
  until: Date;
  limit: number;
  /** Is asked whatever the answer hangs on. */
  horizon: Horizon;
  /** Slots up to then are not looked for. */
  since?: Date;
  /** Runs of the schedule whose Backups may be gone. */
  past?: readonly PastRun[];
}

/**
 * The last slots of a schedule and what became of them, newest first. Slots
 * whose grace is not over are left out, unless a run was made for them.
 *
 * @remarks
 * Velero never catches up: of the slots between two runs, the newest belongs to
 * the later run and the others are lost. They were `skipped` while the earlier
 * run was under way, else `missed`. `unknown` are slots whose backup may have
 * expired before anybody looked, and those before the second oldest run that is
 * known, because the oldest may be kept only for being good, and those of which
 * a copy came back from the bucket. Since a schedule is paused its slots
 * are `paused`.
 *
 * A run with another name than the controller gives (`<schedule>-` and 14
 * digits) was made by hand and takes no slot. Around one from the future, which a
 * wrong clock made, nothing is known.
 *
 * @internal
 */
export function slotHistory(
  view: ScheduleView,
  options: SlotHistoryOptions,
): SlotRecord[] {
  const { until, limit, horizon, since, past = [] } = options;
  const runs = runsOf(view, past);
  const looks = looksAt(past);
  const records = openSlots(view, runs[0], { ...options, looks });
  for (let i = 0; i < runs.length && records.length < limit; i++) {
    const earlier = runs.at(i + 1);
    const isWrong = isFromFuture(runs[i], horizon);
    if (since && endOfSlot(runs[i]) <= since) break;
    const slots = view.slots.between({
      after: later(
        earlier ? endOfSlot(earlier) : new Date(view.fact.createdAt),
        since,
      ),
      until: isWrong ? until : endOfSlot(runs[i]),
      limit: limit - records.length,
    });
    const own = isWrong ? undefined : slots.shift();
    records.push({
      slot: own ?? null,
      outcome: outcomeOf(runs[i]),
      run: runs[i],
    });
    if (!earlier) continue;
    const isUnknown = isWrong || i + 2 === runs.length;
    const lost = slots.map(slot =>
      lostSlot(
        slot,
        isUnknown || mayBeForgotten(view, slot, { horizon, looks })
          ? 'unknown'
          : outcomeBehind(earlier, slot),
      ),
    );
    records.push(
      ...lost.filter(
        ({ slot, outcome }) =>
          outcome !== 'missed' || isOver(view, slot, horizon),
      ),
    );
  }
  return records.slice(0, limit);
}

function later(moment: Date, other: Date | undefined): Date {
  return other && other > moment ? other : moment;
}

/** All runs that were made for slots, newest first. */
function runsOf(view: ScheduleView, past: readonly PastRun[]): SlotRun[] {
  const known = new Set(view.runs.map(({ name }) => name));
  const gone = past.filter(({ name }) => !known.has(name));
  const runs = [...view.runs, ...gone].filter(run => isOfSchedule(run, view));
  return gone.length > 0
    ? runs.sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))
    : runs;
}

/** When somebody looked at the backups of the cluster, as the missing ones tell. */
function looksAt(past: readonly PastRun[]): number[] {
  return past.flatMap(({ goneAt }) => (goneAt ? [Date.parse(goneAt)] : []));
}

/** Up to then a slot is one that a run was made for. */
function endOfSlot({ createdAt }: SlotRun): Date {
  return new Date(Date.parse(createdAt) + EARLY_MS);
}

/** Slots since the newest run. */
function openSlots(
  view: ScheduleView,
  newest: SlotRun | undefined,
  options: SlotHistoryOptions & { looks: readonly number[] },
): SlotRecord[] {
  const { until, limit, horizon, since } = options;
  const { lastSkippedAt } = view.fact;
  const after = later(
    newest ? endOfSlot(newest) : new Date(view.fact.createdAt),
    since,
  );
  return view.slots
    .between({ after, until, limit: limit + 1 })
    .filter(slot => isOver(view, slot, horizon))
    .map(slot => {
      if (view.fact.paused) return lostSlot(slot, 'paused');
      if (lastSkippedAt !== null && slot <= new Date(lastSkippedAt)) {
        return lostSlot(slot, 'skipped');
      }
      if (mayBeForgotten(view, slot, options)) return lostSlot(slot, 'unknown');
      return lostSlot(slot, newest ? outcomeBehind(newest, slot) : 'missed');
    });
}

/** Velero makes no run while an earlier one of the schedule is under way. */
function outcomeBehind(earlier: SlotRun, slot: Date): RunOutcome {
  const isOpen = outcomeOf(earlier) === 'running';
  const until = earlier.completedAt && new Date(earlier.completedAt);
  return isOpen || (until !== null && slot <= until) ? 'skipped' : 'missed';
}

/** Whether the grace of a slot is over. */
function isOver(view: ScheduleView, slot: Date, horizon: Horizon): boolean {
  return horizon.isPast(new Date(slot.getTime() + view.graceMs(slot)));
}

/**
 * Whether a run may have been made for a slot of which nobody knows: its Backup
 * came back from the bucket, or expired, and nobody looked while it was there.
 */
function mayBeForgotten(
  view: ScheduleView,
  slot: Date,
  options: { horizon: Horizon; looks: readonly number[] },
): boolean {
  if (view.hasLostRecords(slot)) return true;
  const expiresAt = slot.getTime() + view.ttlMs;
  if (!options.horizon.isPast(new Date(expiresAt))) return false;
  const madeBy = slot.getTime() + view.graceMs(slot);
  return !options.looks.some(at => at >= madeBy && at <= expiresAt);
}

function isOfSchedule(run: SlotRun, view: ScheduleView): boolean {
  return (
    run.name.startsWith(`${view.fact.name}-`) &&
    /^\d{14}$/.test(run.name.slice(view.fact.name.length + 1))
  );
}

function lostSlot(slot: Date, outcome: RunOutcome) {
  return { slot, outcome, run: null };
}
