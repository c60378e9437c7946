import type { CronPattern } from './CronPattern';
import type { FieldSchedule, FieldSet } from './CronSchedule';
import { parseCron } from './parseCron';

/**
 * The pattern of a cron text, or null where it has none: where it cannot be read,
 * names several minutes or some months, or combines days of the month and of the
 * week. Read as Velero 1.15 to 1.18 does.
 *
 * @public
 */
export function cronPatternOf(text: string): CronPattern | null {
  const parsed = parseCron(text.trim());
  if (!parsed.ok || parsed.value.schedule.kind !== 'fields') return null;
  const { schedule, zone } = parsed.value;
  const minutes = valuesOf(schedule.minute);
  const hours = valuesOf(schedule.hour);
  const isEveryMonth = valuesOf(schedule.month).length === 12;
  if (minutes.length !== 1 || hours.length === 0 || !isEveryMonth) return null;
  const days = daysOf(schedule);
  if (days === null) return null;
  const [minute] = minutes;
  return days.every === 'day' && hours.length === 24
    ? { every: 'hour', minute, zone }
    : { ...days, hours, minute, zone };
}

type Days =
  | { every: 'day' }
  | { every: 'week'; weekdays: number[] }
  | { every: 'month'; days: number[] };

/** Null where days of the month and of the week are both picked. */
function daysOf({ dayOfMonth, dayOfWeek }: FieldSchedule): Days | null {
  const isAnyDay = dayOfMonth.star || (isFull(dayOfMonth) && dayOfWeek.star);
  const isAnyWeekday = dayOfWeek.star || (isFull(dayOfWeek) && dayOfMonth.star);
  if (!isAnyDay && !isAnyWeekday) return null;
  if (!isAnyDay) return { every: 'month', days: valuesOf(dayOfMonth) };
  if (!isAnyWeekday) return { every: 'week', weekdays: valuesOf(dayOfWeek) };
  return { every: 'day' };
}

function isFull({ has }: FieldSet): boolean {
  // Day 0 of a month is in the list, and never admitted.
  return has.filter(Boolean).length >= (has.length > 7 ? 31 : 7);
}

function valuesOf({ has }: FieldSet): number[] {
  return has.flatMap((admitted, value) => (admitted ? [value] : []));
}
