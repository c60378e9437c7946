import type { Parsed } from '../parsed';
import { quoteValue } from '../words';
import type { FieldSet } from './CronSchedule';
import type { DialectRules } from './dialect';
import { parseWholeNumber } from './parseWholeNumber';

/**
 * What a field is called and which values it may hold.
 *
 * @internal
 */
export interface FieldBounds {
  readonly title: string;
  readonly min: number;
  readonly max: number;
  /** Three-letter names in lower case; the first stands for `min`. */
  readonly names?: readonly string[];
}

interface Range {
  start: number;
  end: number;
  step: number;
  star: boolean;
}

/**
 * Reads one field: a list of `*`, `?`, numbers, names and ranges, each with an
 * optional step.
 *
 * @remarks
 * As in all the libraries empty list items are skipped, so `,` is a valid field
 * that admits nothing: such a schedule never runs.
 *
 * @internal
 */
export function parseField(
  text: string,
  bounds: FieldBounds,
  rules: DialectRules,
): Parsed<FieldSet> {
  const has = new Array<boolean>(bounds.max + 1).fill(false);
  let star = false;
  for (const item of text.split(',')) {
    if (item === '') {
      continue;
    }
    const range = parseRange(item, bounds, rules);
    if (!range.ok) {
      return {
        ok: false,
        reason: `The ${bounds.title} field has ${quoteValue(item)}: ${
          range.reason
        }`,
      };
    }
    admit(has, range.value, bounds);
    star ||= range.value.star;
  }
  return { ok: true, value: { has, star } };
}

function parseRange(
  item: string,
  bounds: FieldBounds,
  rules: DialectRules,
): Parsed<Range> {
  const [span, stepText, ...moreSteps] = item.split('/');
  if (moreSteps.length > 0) {
    return { ok: false, reason: 'at most one "/" is allowed.' };
  }
  const ends = parseEnds(span, bounds);
  if (!ends.ok) {
    return ends;
  }
  const range: Range = { ...ends.value, step: 1 };
  if (stepText !== undefined) {
    const step = parseWholeNumber(stepText);
    if (step === undefined) {
      return { ok: false, reason: 'the step must be a whole number from 1.' };
    }
    range.step = step;
    range.end = span.includes('-') ? range.end : bounds.max;
    range.star &&= rules.stepKeepsStar || step <= 1;
  }
  const wrong = complain(range, bounds, rules);
  return wrong ? { ok: false, reason: wrong } : { ok: true, value: range };
}

function parseEnds(
  span: string,
  bounds: FieldBounds,
): Parsed<Omit<Range, 'step'>> {
  const [low, high, ...more] = span.split('-');
  if (low === '*' || low === '?') {
    // What follows a star and a hyphen is not even looked at upstream.
    return {
      ok: true,
      value: { start: bounds.min, end: bounds.max, star: true },
    };
  }
  if (more.length > 0) {
    return { ok: false, reason: 'at most one "-" is allowed.' };
  }
  const start = parseValue(low, bounds);
  const end = high === undefined ? start : parseValue(high, bounds);
  if (start === undefined || end === undefined) {
    const names = bounds.names
      ? `, ${bounds.names[0].toUpperCase()} to ${bounds.names[
          bounds.names.length - 1
        ].toUpperCase()}`
      : '';
    return {
      ok: false,
      reason: `allowed are ${bounds.min} to ${bounds.max}${names}, "*", "?", ranges, lists and steps.`,
    };
  }
  return { ok: true, value: { start, end, star: false } };
}

function parseValue(text: string, bounds: FieldBounds): number | undefined {
  const index = bounds.names?.indexOf(text.toLowerCase()) ?? -1;
  return index >= 0 ? bounds.min + index : parseWholeNumber(text);
}

/** The order of these rules is that of the libraries; the first that fails is named. */
function complain(
  { start, end, step }: Range,
  { min, max }: FieldBounds,
  rules: DialectRules,
): string | undefined {
  if (start < min || end > max) {
    return `allowed are ${min} to ${max}.`;
  }
  if (start > end && !rules.wrapsRanges) {
    return 'a range must not end before it begins.';
  }
  if (step === 0) {
    return 'the step must be a whole number from 1.';
  }
  const size =
    start > end ? max - start + 1 + (end - min + 1) : end - start + 1;
  // Upstream counts without a sign: a negative size is a huge one.
  if (rules.limitsSteps && step > 1 && size >= 0 && step >= size) {
    return `the step must be smaller than the ${size} values it walks over.`;
  }
  return undefined;
}

function admit(has: boolean[], range: Range, { min, max }: FieldBounds): void {
  const size = max - min + 1;
  const end = range.start > range.end ? range.end + size : range.end;
  for (let value = range.start; value <= end; value += range.step) {
    has[value > max ? ((value - min) % size) + min : value] = true;
  }
}
