import { Horizon } from '../health/Horizon';
import { ScheduleView } from '../health/ScheduleView';
import { slotHistory } from '../health/slotHistory';

const DAY_MS = 86_400_000;
const WINDOW_MS = 30 * DAY_MS;
/** Fewer runs than these make no rate. */
const MIN_RUNS = 3;
const MAX_SLOTS = 5_000;

/**
 * How the runs of a schedule went, slot by slot, over the last 30 days or as far
 * back as its backups are left.
 *
 * @public
 */
export interface SuccessRate {
  /** From where on it could be counted, RFC 3339 UTC. */
  since: string;
  good: number;
  partial: number;
  failed: number;
  /** Slots for which no run was made; in no rate, but beside it. */
  missed: number;
  /** Slots that Velero skips by design, because a run was under way. */
  skipped: number;
  /** Good runs among those that ended, 0 to 1; `null` for fewer than three. */
  rate: number | null;
  /** Good runs among all slots that came: what protection was achieved. */
  achieved: number | null;
}

/**
 * Counts what became of the slots of a schedule. Only local runs that were made
 * for a slot count; partial failures are their own bar and never rounded up.
 *
 * @internal
 */
export function successRate(view: ScheduleView, now: Date): SuccessRate {
  const begin = Math.max(
    now.getTime() - WINDOW_MS,
    Date.parse(view.fact.createdAt),
  );
  const records = slotHistory(view, {
    until: now,
    limit: MAX_SLOTS,
    horizon: Horizon.at(now),
    since: new Date(begin),
  }).filter(({ slot }) => slot !== null && slot.getTime() > begin);
  const judged = records.filter(({ outcome }) => outcome !== 'unknown');
  const count = (wanted: string) =>
    judged.filter(({ outcome }) => outcome === wanted).length;
  const [good, partial, failed] = [
    count('good'),
    count('partial'),
    count('failed'),
  ];
  const ended = good + partial + failed;
  const missed = count('missed');
  const oldest = judged.at(-1)?.slot;
  const ratio = (of: number) => (of >= MIN_RUNS ? good / of : null);
  return {
    since: (oldest ?? new Date(begin)).toISOString(),
    good,
    partial,
    failed,
    missed,
    skipped: count('skipped'),
    rate: ratio(ended),
    achieved: ratio(ended + missed),
  };
}
