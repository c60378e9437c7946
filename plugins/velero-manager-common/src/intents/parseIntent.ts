import type { z } from 'zod/v3';
import { Parsed } from '../parsed';
import { quoteName, quoteNames, quoteValue } from '../words';
import { Intent, IntentKind, intentKinds, intentSchemas } from './Intent';

const MAX_PROBLEMS = 20;
/*
 * An intent is a form; a megabyte of it is an attack or a mistake. It is refused
 * by its size, before a pattern looks at any of it.
 */
const MAX_TEXT_LENGTH = 100_000;
const MAX_TOTAL_LENGTH = 500_000;
const MAX_VALUES = 20_000;
const MAX_DEPTH = 8;

/**
 * Reads an intent. A refusal names every problem with its place:
 * `cron is no cron text ...; retention must be ...`.
 *
 * @public
 */
export function parseIntent(value: unknown): Parsed<Intent> {
  if (typeof value !== 'object' || value === null) {
    return { ok: false, reason: 'The intent must be an object.' };
  }
  const kind = 'kind' in value ? value.kind : undefined;
  if (!isIntentKind(kind)) {
    return {
      ok: false,
      reason: `kind ${quoteValue(kind)} is not known; allowed are ${quoteNames(
        intentKinds,
      )}.`,
    };
  }
  const tooLarge = findExcess(value);
  if (tooLarge) return { ok: false, reason: tooLarge };
  const read = intentSchemas[kind].safeParse(value);
  return read.success
    ? { ok: true, value: read.data }
    : { ok: false, reason: describeIssues(read.error.issues) };
}

function isIntentKind(kind: unknown): kind is IntentKind {
  return intentKinds.some(known => known === kind);
}

/**
 * All problems of a value in one sentence each, joined.
 *
 * @internal
 */
export function describeIssues(issues: z.ZodIssue[]): string {
  const told = issues.slice(0, MAX_PROBLEMS).map(describeIssue);
  const rest = issues.length - told.length;
  return `${told.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}.`;
}

function describeIssue(issue: z.ZodIssue): string {
  const place = placeOf(issue.path) || 'the intent';
  if (issue.code === 'unrecognized_keys') {
    return `${place} has fields that are not known: ${issue.keys
      .slice(0, 3)
      .map(quoteValue)
      .join(', ')}`;
  }
  if (issue.code === 'invalid_type' && issue.received === 'undefined') {
    return `${place} is missing`;
  }
  if (issue.code === 'invalid_enum_value') {
    // What was given is not told: it may hold anything, and be of any length.
    const options = issue.options.map(option => quoteName(String(option)));
    return `${place} must be one of ${options.join(', ')}`;
  }
  const message = issue.message.replace(/\.$/, '');
  return /^(is|must|makes)\b/.test(message)
    ? `${place} ${message}`
    : `${place}: ${message}`;
}

/** A path is made of names from outside as well: `labels` has keys of the caller's. */
function placeOf(path: (string | number)[]): string {
  return path
    .map(part => {
      if (typeof part === 'number') return `[${part}]`;
      return /^[\w-]{1,40}$/.test(part) ? `.${part}` : `[${quoteValue(part)}]`;
    })
    .join('')
    .replace(/^\./, '');
}

/** What is too much of a value: texts, names of fields, depth, or all of it. */
function findExcess(value: object): string | null {
  let left = MAX_VALUES;
  let length = 0;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      return `The intent is nested more than ${MAX_DEPTH} levels deep.`;
    }
    const next: unknown[] = [];
    for (const item of level) {
      for (const text of textsOf(item)) {
        if (text.length > MAX_TEXT_LENGTH) {
          return `The intent holds a text of ${text.length} characters; no field needs as much.`;
        }
        length += text.length;
      }
      if (typeof item !== 'object' || item === null) continue;
      const items = Array.isArray(item) ? item : Object.values(item);
      left -= items.length;
      if (left < 0) {
        return `The intent holds more than ${MAX_VALUES} values; no form needs as many.`;
      }
      for (const part of items) next.push(part);
    }
    if (length > MAX_TOTAL_LENGTH) {
      return `The intent holds more than ${MAX_TOTAL_LENGTH} characters; no form needs as many.`;
    }
    level = next;
  }
  return null;
}

/** A text itself, or the names of the fields of an object. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  const isMap =
    typeof value === 'object' && value !== null && !Array.isArray(value);
  return isMap ? Object.keys(value) : [];
}
