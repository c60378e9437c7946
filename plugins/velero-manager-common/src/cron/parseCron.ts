import type { Parsed } from '../parsed';
import { quoteValue } from '../words';
import type { FieldSet, ParsedCron } from './CronSchedule';
import { DIALECT_RULES, type CronDialect, type DialectRules } from './dialect';
import { parseDescriptor } from './parseDescriptor';
import { parseField, type FieldBounds } from './parseField';
import { splitZonePrefix } from './splitZonePrefix';

const SECOND: FieldBounds = { title: 'second', min: 0, max: 59 };
const MINUTE: FieldBounds = { title: 'minute', min: 0, max: 59 };
const HOUR: FieldBounds = { title: 'hour', min: 0, max: 23 };
const DAY_OF_MONTH: FieldBounds = { title: 'day of month', min: 1, max: 31 };
const MONTH: FieldBounds = {
  title: 'month',
  min: 1,
  max: 12,
  names: 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' '),
};
const DAY_OF_WEEK: FieldBounds = {
  title: 'day of week',
  min: 0,
  max: 6,
  names: 'sun mon tue wed thu fri sat'.split(' '),
};

/** What Go's `strings.Fields` splits at. */
const WHITE_SPACE =
  /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/**
 * How a cron text is to be read.
 *
 * @internal
 */
export interface ParseCronOptions {
  dialect?: CronDialect;
  /** False where `TZ=` and `CRON_TZ=` are to be refused although the dialect has them. */
  zonePrefixAllowed?: boolean;
}

/**
 * Reads a cron text in one dialect.
 *
 * @remarks
 * The order is upstream's: the zone before all else, then `@` descriptors, then
 * white space between fields. Whether the zone exists is not looked at here.
 *
 * @internal
 */
export function parseCron(
  spec: string,
  { dialect = 'robfig-v3', zonePrefixAllowed = true }: ParseCronOptions = {},
): Parsed<ParsedCron> {
  const rules = DIALECT_RULES[dialect];
  if (spec === '') {
    return { ok: false, reason: 'The schedule is empty.' };
  }
  if (new TextEncoder().encode(spec).length > rules.maxBytes) {
    return {
      ok: false,
      reason: `The schedule is too long; allowed are ${rules.maxBytes} bytes.`,
    };
  }
  const prefix = splitZonePrefix(spec, { rules, zonePrefixAllowed });
  if (!prefix.ok) {
    return prefix;
  }
  const { zone, rest } = prefix.value;
  const schedule = rest.startsWith('@')
    ? parseDescriptor(rest, rules)
    : parseFields(rest, rules);
  return schedule.ok
    ? { ok: true, value: { schedule: schedule.value, zone } }
    : schedule;
}

function parseFields(
  text: string,
  rules: DialectRules,
): Parsed<ParsedCron['schedule']> {
  const fields = text.split(WHITE_SPACE).filter(field => field !== '');
  const complete = completeFields(fields, rules);
  if (!complete) {
    const order = 'minute, hour, day of month, month, day of week';
    const allowed = rules.secondsFirst
      ? `5 or 6 (second, ${order}; the last may be left out)`
      : `5 (${order})`;
    return {
      ok: false,
      reason: `The schedule ${quoteValue(text)} has ${
        fields.length
      } fields; allowed are ${allowed}.`,
    };
  }
  const bounds = [SECOND, MINUTE, HOUR, DAY_OF_MONTH, MONTH, DAY_OF_WEEK];
  const sets: FieldSet[] = [];
  for (const [index, field] of complete.entries()) {
    const set =
      bounds[index] === DAY_OF_WEEK
        ? parseDayOfWeek(field, rules)
        : parseField(field, bounds[index], rules);
    if (!set.ok) {
      return set;
    }
    sets.push(set.value);
  }
  const [second, minute, hour, dayOfMonth, month, dayOfWeek] = sets;
  return {
    ok: true,
    value: {
      kind: 'fields',
      second,
      minute,
      hour,
      dayOfMonth,
      month,
      dayOfWeek,
    },
  };
}

/** Adds the fields a dialect leaves out; undefined if the number is wrong. */
function completeFields(
  fields: string[],
  { secondsFirst }: DialectRules,
): string[] | undefined {
  if (secondsFirst && fields.length === 6) {
    return fields;
  }
  if (fields.length !== 5) {
    return undefined;
  }
  return secondsFirst ? [...fields, '*'] : ['0', ...fields];
}

/** Sunday may also be 7, depending on the dialect. */
function parseDayOfWeek(text: string, rules: DialectRules): Parsed<FieldSet> {
  const set = parseField(
    text,
    { ...DAY_OF_WEEK, max: rules.lastWeekday },
    rules,
  );
  if (!set.ok) {
    return set;
  }
  const { has, star } = set.value;
  const week = has.slice(0, 7);
  week[0] ||= has[7] ?? false;
  return { ok: true, value: { has: week, star } };
}
