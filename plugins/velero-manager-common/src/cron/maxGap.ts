import type { Parsed } from '../parsed';
import { SECONDS_PER_DAY } from './civil';
import type { FieldSchedule } from './CronSchedule';
import { nextSlot } from './nextSlot';
import { previousSlot } from './previousSlot';
import { readMoment, readSchedule, type CronReader } from './readSchedule';
import type { SlotContext } from './SlotContext';

const DEFAULT_DAYS = 14;
const MAX_DAYS = 366;
/** For what runs too rarely for the window: a year of monthly runs … */
const RARE_GAPS = 12;
/** … or five of yearly ones. */
const RARE_SPAN = 5 * 366 * SECONDS_PER_DAY;
/** As far back as the libraries look ahead. */
const LOOK_BACK = 6 * 366 * SECONDS_PER_DAY;

/**
 * The longest time, in seconds, between two runs that follow one another: what
 * a schedule promises at best. Null for a schedule that does not run twice.
 *
 * @remarks
 * Looked at are all gaps that touch the next `days` (1 to 366, default 14) days,
 * the one that `after` lies in included: 24 h for a daily schedule, 25 h when
 * clocks are about to go back, 72 h for working days. What runs less than twice
 * in that time is judged by twelve gaps in a row (fewer beyond five years), so
 * that a monthly schedule always has 31 days and not, in February, 28.
 *
 * The runs themselves are too many to walk through (1.2 million in 14 days if
 * seconds are given), so gaps are found where they can be: a gap lies within a
 * local day, then the fields tell it, or it spans a midnight, a change of
 * offset or an end of the window.
 *
 * @public
 */
export function maxGap(
  spec: string,
  options: CronReader & { after: Date; days?: number },
): Parsed<number | null> {
  const { days = DEFAULT_DAYS } = options;
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS) {
    return {
      ok: false,
      reason: `The number of days '${days}' is not usable; allowed are whole numbers from 1 to ${MAX_DAYS}.`,
    };
  }
  const read = readSchedule(spec, options);
  if (!read.ok) {
    return read;
  }
  const after = readMoment('after', options.after);
  if (!after.ok) {
    return after;
  }
  const { schedule } = read.value;
  if (schedule.kind === 'manual') {
    return { ok: true, value: null };
  }
  if (schedule.kind === 'every') {
    return { ok: true, value: schedule.seconds };
  }
  const until = after.value + days * SECONDS_PER_DAY;
  const gap = isRare(read.value, { after: after.value, until })
    ? gapInRow(read.value, after.value)
    : Math.max(
        gapWithinDay(schedule),
        gapAcross(read.value, { after: after.value, until }),
      );
  return { ok: true, value: gap > 0 ? gap : null };
}

interface Window {
  after: number;
  until: number;
}

function isRare(context: SlotContext, { after, until }: Window): boolean {
  const first = nextSlot(context, after);
  const second = first === undefined ? first : nextSlot(context, first);
  return second === undefined || second > until;
}

function gapInRow(context: SlotContext, after: number): number {
  let gap = 0;
  let slot =
    previousSlot(context, { before: after, notBefore: after - LOOK_BACK }) ??
    nextSlot(context, after);
  for (let left = RARE_GAPS; slot !== undefined && left > 0; left--) {
    const next = slot < after + RARE_SPAN ? nextSlot(context, slot) : undefined;
    gap = Math.max(gap, next === undefined ? 0 : next - slot);
    slot = next;
  }
  return gap;
}

/** The longest gap around the moments at which the fields alone do not tell. */
function gapAcross(context: SlotContext, window: Window): number {
  let gap = 0;
  for (const moment of boundaries(context, window)) {
    const slot = previousSlot(context, {
      before: moment,
      notBefore: moment - LOOK_BACK,
    });
    const next = slot === undefined ? slot : nextSlot(context, slot);
    if (slot !== undefined && next !== undefined) {
      gap = Math.max(gap, next - slot);
    }
  }
  return gap;
}

function boundaries({ zone }: SlotContext, { after, until }: Window): number[] {
  const today = Math.floor((after + zone.offsetAt(after)) / SECONDS_PER_DAY);
  const midnights: number[] = [];
  for (let day = today + 1; ; day++) {
    const local = day * SECONDS_PER_DAY;
    const midnight = zone.momentOf(local) - 1;
    if (midnight >= until) {
      return [after, ...midnights, ...zone.changesBetween(after, until), until];
    }
    midnights.push(midnight);
  }
}

/** The longest gap within a day whose clocks are left alone. */
function gapWithinDay({ hour, minute, second }: FieldSchedule): number {
  const hours = admitted(hour.has);
  const minutes = admitted(minute.has);
  const seconds = admitted(second.has);
  const minuteTurn = seconds[0] - seconds[seconds.length - 1];
  const hourTurn = (minutes[0] - minutes[minutes.length - 1]) * 60 + minuteTurn;
  return Math.max(
    widest(seconds),
    minutes.length > 1 ? widest(minutes) * 60 + minuteTurn : 0,
    hours.length > 1 ? widest(hours) * 3_600 + hourTurn : 0,
  );
}

function admitted(has: readonly boolean[]): number[] {
  return has.flatMap((is, value) => (is ? [value] : []));
}

function widest(values: number[]): number {
  return Math.max(
    0,
    ...values.slice(1).map((value, index) => value - values[index]),
  );
}
