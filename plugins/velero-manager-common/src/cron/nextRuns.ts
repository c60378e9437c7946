import type { Parsed } from '../parsed';
import { SECONDS_PER_DAY } from './civil';
import { nextSlot } from './nextSlot';
import { readMoment, readSchedule, type CronReader } from './readSchedule';

const MAX_COUNT = 5_000;
/** A century: what lies further ahead is nobody's plan, only work. */
const MAX_SPAN = 100 * 366 * SECONDS_PER_DAY;

/**
 * The first `count` (0 to 5,000) runs of a cron text after a moment, exactly as
 * the library behind the dialect would name them one after the other.
 *
 * @remarks
 * There are fewer, maybe none, when the library gives up: no run up to the end
 * of the fifth year after the one before. For fields we give up a
 * century ahead. A text, a zone, a date or a count that
 * cannot be used gives the reason in one sentence.
 *
 * Each run is worked out from the one before, as Velero does; what is skipped
 * and what runs twice when clocks change follows from the library, not from a
 * calendar: see {@link CronDialect}.
 *
 * @public
 */
export function nextRuns(
  spec: string,
  options: CronReader & { after: Date; count: number },
): Parsed<Date[]> {
  const { count } = options;
  if (!Number.isInteger(count) || count < 0 || count > MAX_COUNT) {
    return {
      ok: false,
      reason: `The count '${count}' is not usable; allowed are whole numbers from 0 to ${MAX_COUNT}.`,
    };
  }
  const context = readSchedule(spec, options);
  if (!context.ok) {
    return context;
  }
  const after = readMoment('after', options.after);
  if (!after.ok) {
    return after;
  }
  const { kind } = context.value.schedule;
  const until = kind === 'fields' ? after.value + MAX_SPAN : Infinity;
  const runs: Date[] = [];
  let slot: number | undefined = after.value;
  while (runs.length < count) {
    slot = nextSlot(context.value, slot);
    if (slot === undefined || slot > until) {
      break;
    }
    runs.push(new Date(slot * 1_000));
  }
  return { ok: true, value: runs };
}
