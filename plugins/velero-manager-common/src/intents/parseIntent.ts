import type { z } from 'zod/v3';
import { Parsed } from '../parsed';
import { quoteNames, quoteValue } from '../words';
import { Intent, IntentKind, intentKinds, intentSchemas } from './Intent';

const MAX_PROBLEMS = 20;
/** An intent is a form; a megabyte of it is an attack or a mistake. */
const MAX_TEXT_LENGTH = 100_000;

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
  const tooLong = findLongText(value);
  if (tooLong) return { ok: false, reason: tooLong };
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

function findLongText(value: unknown, depth = 0): string | null {
  if (typeof value === 'string') {
    return value.length > MAX_TEXT_LENGTH
      ? `The intent holds a text of ${value.length} characters; no field needs as much.`
      : null;
  }
  if (typeof value !== 'object' || value === null) return null;
  if (depth > 8) return 'The intent is nested more than 8 levels deep.';
  for (const item of Object.values(value)) {
    const found = findLongText(item, depth + 1);
    if (found) return found;
  }
  return null;
}
