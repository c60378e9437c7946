import type { Parsed } from '../parsed';
import { quoteValue } from '../words';
import type { CronSchedule, FieldSchedule, FieldSet } from './CronSchedule';
import type { DialectRules } from './dialect';
import { parseDuration } from './parseDuration';

const NANOSECONDS = 1_000_000_000n;
const EVERY = '@every ';
const MANUAL = ['@triggered', '@manual', '@none'];

/**
 * Reads what begins with `@`: the names for usual schedules (exactly in lower
 * case) and `@every` with a duration of Go's.
 *
 * @remarks
 * Durations are cut to whole seconds. Below one second robfig/cron takes one
 * second, netresearch/go-cron refuses.
 *
 * @internal
 */
export function parseDescriptor(
  text: string,
  rules: DialectRules,
): Parsed<CronSchedule> {
  const named = namedSchedule(text);
  if (named) {
    return { ok: true, value: named };
  }
  if (rules.knowsManual && MANUAL.includes(text)) {
    return { ok: true, value: { kind: 'manual' } };
  }
  if (!text.startsWith(EVERY)) {
    return {
      ok: false,
      reason: `The schedule ${quoteValue(
        text,
      )} is no known name; allowed are @yearly, @annually, @monthly, @weekly, @daily, @midnight, @hourly and @every with a duration such as '@every 6h'.`,
    };
  }
  const duration = parseDuration(text.slice(EVERY.length));
  if (duration === undefined) {
    return {
      ok: false,
      reason: `The schedule ${quoteValue(
        text,
      )} has no duration; allowed are numbers with the units h, m, s, ms, us and ns, such as '@every 1h30m'.`,
    };
  }
  if (duration < NANOSECONDS && rules.shortEvery === 'refused') {
    return {
      ok: false,
      reason: `The duration in ${quoteValue(
        text,
      )} is too short; allowed is one second or more.`,
    };
  }
  const seconds = Math.max(1, Number(duration / NANOSECONDS));
  return { ok: true, value: { kind: 'every', seconds } };
}

function namedSchedule(name: string): FieldSchedule | undefined {
  switch (name) {
    case '@yearly':
    case '@annually':
      return atMidnight({ month: only(1), dayOfMonth: only(1) });
    case '@monthly':
      return atMidnight({ dayOfMonth: only(1) });
    case '@weekly':
      return atMidnight({ dayOfWeek: only(0) });
    case '@daily':
    case '@midnight':
      return atMidnight({});
    case '@hourly':
      return atMidnight({ hour: any(0, 23) });
    default:
      return undefined;
  }
}

function atMidnight(fields: Partial<FieldSchedule>): FieldSchedule {
  return {
    kind: 'fields',
    second: only(0),
    minute: only(0),
    hour: only(0),
    dayOfMonth: any(1, 31),
    month: any(1, 12),
    dayOfWeek: any(0, 6),
    ...fields,
  };
}

function only(value: number): FieldSet {
  return {
    has: Array.from({ length: value + 1 }, (_, index) => index === value),
    star: false,
  };
}

function any(min: number, max: number): FieldSet {
  return {
    has: Array.from({ length: max + 1 }, (_, index) => index >= min),
    star: true,
  };
}
