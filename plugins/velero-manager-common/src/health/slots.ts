import { CronDialect, maxGap, nextRuns, previousRun } from '../cron';
import { rememberByMoment } from './rememberByMoment';

/**
 * Velero up to 1.18 and from 1.19 on read some texts differently and the
 * version is not among the facts.
 */
const DIALECTS: readonly CronDialect[] = ['robfig-v3', 'go-cron'];
/** The server's own zone is not among the facts either; Velero's image runs in UTC. */
const ZONE = 'UTC';

/**
 * The first slot of a cron text after a moment; where versions of Velero differ
 * the later one, so that nobody is alarmed by an ambiguous slot.
 *
 * @returns `null` when the text cannot be read or never comes to pass
 * @internal
 */
export const nextSlot = rememberByMoment((cron, after): Date | null =>
  DIALECTS.flatMap(dialect =>
    slotsAfter(cron, { dialect, after, count: 1 }),
  ).reduce<Date | null>(
    (latest, slot) => (latest && latest > slot ? latest : slot),
    null,
  ),
);

const previousSlot = rememberByMoment((cron, before): Date | null => {
  for (const dialect of DIALECTS) {
    const slot = previousRun(cron, { dialect, zone: ZONE, before });
    if (slot.ok) return slot.value;
  }
  return null;
});

/**
 * Whether a schedule has no grid of slots: `@every 6h` runs a fixed time after
 * its last run, whenever that was.
 *
 * @internal
 */
export function runsByInterval(cron: string): boolean {
  return /^\s*(?:(?:CRON_)?TZ=\S+\s+)?@every\b/.test(cron);
}

/**
 * The next slots for people, by the newest release of Velero that can read the
 * text.
 *
 * @internal
 */
export function nextSlots(cron: string, after: Date, count: number): Date[] {
  for (const dialect of DIALECTS) {
    const slots = slotsAfter(cron, { dialect, after, count });
    if (slots.length) return slots;
  }
  return [];
}

/**
 * The longest pause between slots around and after a moment: a weekday schedule
 * rests for 72 hours.
 *
 * @returns milliseconds, 0 for a text that does not run twice
 * @internal
 */
export const longestGapMs = rememberByMoment((cron, after): number => {
  const gaps = DIALECTS.map(dialect =>
    maxGap(cron, { dialect, zone: ZONE, after }),
  );
  return Math.max(
    0,
    ...gaps.map(gap => (gap.ok ? 1000 * (gap.value ?? 0) : 0)),
  );
});

/**
 * The slots between two moments (the first excluded, the second included),
 * newest first, at most `limit`. There are none where runs go by interval.
 *
 * @internal
 */
export function slotsBetween(
  cron: string,
  options: { after: Date; until: Date; limit: number },
): Date[] {
  const slots: Date[] = [];
  if (runsByInterval(cron)) return slots;
  let before = options.until;
  while (slots.length < options.limit && before > options.after) {
    const slot = previousSlot(cron, before);
    if (!slot || slot <= options.after) break;
    slots.push(slot);
    before = new Date(slot.getTime() - 1000);
  }
  return slots;
}

/**
 * Why a cron text cannot be used, or `null`.
 *
 * @internal
 */
export const cronProblem = rememberByMoment((cron, from): string | null => {
  const read = DIALECTS.map(dialect =>
    nextRuns(cron, { dialect, zone: ZONE, after: from, count: 1 }),
  );
  if (read.some(runs => runs.ok && runs.value.length > 0)) return null;
  const [first] = read;
  return first.ok ? 'it never comes to pass' : first.reason;
});

function slotsAfter(
  cron: string,
  options: { dialect: CronDialect; after: Date; count: number },
): Date[] {
  const runs = nextRuns(cron, { ...options, zone: ZONE });
  return runs.ok ? runs.value : [];
}
