import { ApiRun } from '../api/verdictSchemas';
import { BackupFact } from '../facts';
import { reasonOf } from '../health/runFindings';
import { progressOf, RunProgress } from '../health/runPhase';
import { ScheduleView } from '../health/ScheduleView';
import { slotsBetween } from '../health/slots';
import { RunOutcome } from '../health/states';

/** Velero keeps a backup for thirty days where nobody says otherwise. */
const DEFAULT_TTL_SECONDS = 30 * 86_400;

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

/**
 * One run as the strip shows it, at the slot it was made for.
 *
 * @internal
 */
export function toApiRun(
  run: BackupFact,
  options: { slot?: Date; schedule: string | null },
): ApiRun {
  const outcome = OUTCOME_BY_PROGRESS[progressOf(run)];
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
 * @remarks
 * Velero never catches up: of the slots between two runs, the newest belongs to
 * the later run and the others are lost. They were `skipped` while the earlier
 * run was under way, else `missed`. `unknown` are slots whose backup may have
 * expired, and those before the second oldest run that is known, because the
 * oldest may be kept only for being good. Since a schedule is paused its slots
 * are `paused`.
 *
 * @internal
 */
export function scheduleRuns(
  view: ScheduleView,
  options: { now: Date; limit: number },
): ApiRun[] {
  const { now, limit } = options;
  const { runs } = view;
  const strip = openSlots(view, options);
  for (let i = 0; i < runs.length && strip.length < limit; i++) {
    const earlier = runs.at(i + 1);
    const createdAt = new Date(runs[i].createdAt);
    const since = new Date(earlier?.createdAt ?? view.fact.createdAt);
    const [own, ...lost] = slotsBetween(view.fact.cron, {
      after: since,
      until: createdAt,
      limit: limit - strip.length,
    });
    strip.push(toApiRun(runs[i], { slot: own, schedule: view.id }));
    if (earlier) {
      const isOldestPair = i + 2 === runs.length;
      const outcomeOf = (slot: Date): RunOutcome =>
        isOldestPair || mayHaveExpired(view, slot, now)
          ? 'unknown'
          : outcomeBehind(earlier, slot);
      strip.push(...lost.map(slot => emptySlot(view, slot, outcomeOf(slot))));
    }
  }
  return strip.slice(0, limit);
}

/** Slots since the newest run whose grace has passed. */
function openSlots(
  view: ScheduleView,
  options: { now: Date; limit: number },
): ApiRun[] {
  const { now, limit } = options;
  const [newest] = view.runs;
  const after = new Date(newest?.createdAt ?? view.fact.createdAt);
  const until = new Date(now.getTime() - view.graceMs(after));
  return slotsBetween(view.fact.cron, { after, until, limit }).map(slot =>
    emptySlot(view, slot, openOutcome(view, slot, now)),
  );
}

function openOutcome(view: ScheduleView, slot: Date, now: Date): RunOutcome {
  if (view.standing === 'paused') return 'paused';
  if (mayHaveExpired(view, slot, now)) return 'unknown';
  const [newest] = view.runs;
  return newest ? outcomeBehind(newest, slot) : 'missed';
}

/** Velero makes no run while an earlier one of the schedule is under way. */
function outcomeBehind(earlier: BackupFact, slot: Date): RunOutcome {
  const isOpen = OUTCOME_BY_PROGRESS[progressOf(earlier)] === 'running';
  const until = earlier.completedAt && new Date(earlier.completedAt);
  return isOpen || (until !== null && slot <= until) ? 'skipped' : 'missed';
}

function mayHaveExpired(view: ScheduleView, slot: Date, now: Date): boolean {
  const ttlSeconds = view.fact.scope.ttlSeconds ?? DEFAULT_TTL_SECONDS;
  return slot.getTime() < now.getTime() - 1000 * ttlSeconds;
}

function emptySlot(
  view: ScheduleView,
  slot: Date,
  outcome: RunOutcome,
): ApiRun {
  return {
    slot: slot.toISOString(),
    outcome,
    backup: null,
    schedule: view.id,
    message: null,
  };
}
