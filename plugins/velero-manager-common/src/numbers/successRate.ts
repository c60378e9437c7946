import { Horizon } from '../health/Horizon';
import { ScheduleView } from '../health/ScheduleView';
import { SlotRecord, slotHistory } from '../health/slotHistory';
import { PastRun } from '../history/pastRun';

const DAY_MS = 86_400_000;
/** Fewer runs than these make no rate. */
const MIN_RUNS = 3;
const MAX_SLOTS = 5_000;

/**
 * How runs went, slot by slot, over a window or as far back as anything is
 * known of them.
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

/** How runs went lately, and over a month. @public */
export interface SuccessRates {
  last7Days: SuccessRate;
  last30Days: SuccessRate;
}

/**
 * Counts what became of the slots of a schedule. Only local runs that were made
 * for a slot count; partial failures are their own bar and never rounded up.
 *
 * @param options.past - what history tells of runs of the schedule
 * @internal
 */
export function successRates(
  view: ScheduleView,
  options: { now: Date; past?: readonly PastRun[] },
): SuccessRates {
  const { now, past } = options;
  const beginOf = (days: number) =>
    new Date(
      Math.max(now.getTime() - days * DAY_MS, Date.parse(view.fact.createdAt)),
    );
  const records = slotHistory(view, {
    until: now,
    limit: MAX_SLOTS,
    horizon: Horizon.at(now),
    since: beginOf(30),
    past,
  });
  return {
    last7Days: countSlots(records, beginOf(7)),
    last30Days: countSlots(records, beginOf(30)),
  };
}

/**
 * How the runs of several schedules went together, or `null` where there are
 * none.
 *
 * @internal
 */
export function sumSuccess(
  rates: readonly SuccessRates[],
): SuccessRates | null {
  if (rates.length === 0) return null;
  return {
    last7Days: add(rates.map(({ last7Days }) => last7Days)),
    last30Days: add(rates.map(({ last30Days }) => last30Days)),
  };
}

function countSlots(records: readonly SlotRecord[], begin: Date): SuccessRate {
  const judged = records.filter(
    ({ slot, outcome }) =>
      slot !== null && slot > begin && outcome !== 'unknown',
  );
  const count = (wanted: string) =>
    judged.filter(({ outcome }) => outcome === wanted).length;
  return withRates({
    since: (judged.at(-1)?.slot ?? begin).toISOString(),
    good: count('good'),
    partial: count('partial'),
    failed: count('failed'),
    missed: count('missed'),
    skipped: count('skipped'),
  });
}

function add(all: readonly SuccessRate[]): SuccessRate {
  const sum = (of: (rate: SuccessRate) => number) =>
    all.reduce((total, rate) => total + of(rate), 0);
  return withRates({
    since: all.map(({ since }) => since).reduce((a, b) => (a < b ? a : b)),
    good: sum(({ good }) => good),
    partial: sum(({ partial }) => partial),
    failed: sum(({ failed }) => failed),
    missed: sum(({ missed }) => missed),
    skipped: sum(({ skipped }) => skipped),
  });
}

function withRates(
  counts: Omit<SuccessRate, 'rate' | 'achieved'>,
): SuccessRate {
  const { good, partial, failed, missed } = counts;
  const ended = good + partial + failed;
  const ratio = (of: number) => (of >= MIN_RUNS ? good / of : null);
  return { ...counts, rate: ratio(ended), achieved: ratio(ended + missed) };
}
