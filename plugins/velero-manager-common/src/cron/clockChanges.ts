import type { Parsed } from '../parsed';
import { SECONDS_PER_DAY } from './civil';
import { nextSlot } from './nextSlot';
import { previousSlot } from './previousSlot';
import { readMoment, readSchedule, type CronReader } from './readSchedule';
import type { SlotContext } from './SlotContext';
import { TimeZone } from './TimeZone';

const YEAR = 366 * SECONDS_PER_DAY;
/** What is asked of runs around a change is at most as rare as a monthly one. */
const REACH = 32 * SECONDS_PER_DAY;

/**
 * A change of clocks that costs a schedule a run, or makes one twice.
 *
 * @public
 */
export interface ClockChange {
  /** When clocks change. */
  at: Date;
  kind: 'skipped' | 'repeated';
  /** The zone whose clocks change. */
  zone: string;
}

/**
 * The changes of clocks in the year after a moment at which a run is left out or
 * made twice, as the library behind the dialect does it. Empty in UTC, and for
 * what runs so often that a change of clocks is no matter.
 *
 * @remarks
 * Libraries differ in what they do about a time that clocks skip, so nothing is
 * deduced from the calendar: real runs around the change are compared with what
 * the same text names where clocks never change.
 *
 * @public
 */
export function clockChanges(
  spec: string,
  options: CronReader & { after: Date },
): Parsed<ClockChange[]> {
  const context = readSchedule(spec, options);
  if (!context.ok) return context;
  const after = readMoment('after', options.after);
  if (!after.ok) return after;
  const steady = TimeZone.of('UTC');
  if (!steady.ok) return steady;
  const { schedule, zone } = context.value;
  if (schedule.kind !== 'fields') return { ok: true, value: [] };
  const changes = zone.changesBetween(after.value, after.value + YEAR);
  return {
    ok: true,
    value: changes.flatMap(change => {
      const kind = effectOf(change, {
        real: context.value,
        steady: { ...context.value, zone: steady.value },
      });
      const at = new Date(change * 1_000);
      return kind === null ? [] : [{ at, kind, zone: zone.name }];
    }),
  };
}

function effectOf(
  change: number,
  contexts: { real: SlotContext; steady: SlotContext },
): ClockChange['kind'] | null {
  const { real, steady } = contexts;
  const shift = real.zone.offsetAt(change) - real.zone.offsetAt(change - 1);
  const last = previousSlot(real, {
    before: change - 1,
    notBefore: change - REACH,
  });
  const next = last === undefined ? undefined : nextSlot(real, last);
  if (last === undefined || next === undefined) return null;
  const localLast = last + real.zone.offsetAt(last);
  const localNext = next + real.zone.offsetAt(next);
  const nominal = nextSlot(steady, localLast);
  if (nominal === undefined) return null;
  const gap = nominal - localLast;
  if (shift > 0) return next - last > gap + shift ? 'skipped' : null;
  return localNext <= localLast && gap > -shift ? 'repeated' : null;
}
