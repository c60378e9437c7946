import { z } from 'zod';
import { parseGoDuration } from './parseGoDuration';
import { parseQuantity } from './parseQuantity';

/*
 * The fields from which the schemas of all kinds are made.
 *
 * What a verdict rests on is read strictly: a list of namespaces that is not a
 * list must not turn into "all namespaces", so a wrong type makes the object
 * malformed. What is absent or null becomes `null`, an empty list or the
 * server's default. Everything else is dropped.
 */

const MAX_MESSAGE_LENGTH = 1000;
const MAX_MESSAGES = 10;
const RFC_3339 =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;

/** What a value must be, for the message when it is not. */
const must = (be: string) => ({
  error: (issue: { input?: unknown }) =>
    issue.input === undefined || issue.input === null
      ? 'is missing'
      : `must be ${be}`,
});

/** An object whose unknown fields are dropped. */
export const object = <T extends z.ZodRawShape>(shape: T) =>
  z.object(shape, must('an object'));

/** Null and absent alike become the fallback. */
export const optional = <T extends z.ZodType, F>(schema: T, fallback: F) =>
  schema.nullish().transform(value => value ?? fallback);

/** An object that may be absent, and is then read as an empty one. */
export const section = <T extends z.ZodRawShape>(shape: T) =>
  z.preprocess(value => value ?? {}, object(shape));

export const text = z.string(must('text'));
export const flag = z.boolean(must('true or false'));
export const number = z.number(must('a number'));
export const list = <T extends z.ZodType>(item: T) =>
  optional(z.array(item, must('a list')), []);

export const optionalText = optional(text, null);
export const optionalFlag = optional(flag, null);
export const textOrEmpty = optional(text, '');
export const numberOrZero = optional(number, 0);
export const strings = list(text);

/** Words of a controller: shortened, because nobody bounds them. */
export const message = optional(
  text.transform(words => words.slice(0, MAX_MESSAGE_LENGTH)),
  null,
);

/** Words of a controller, the first ten. */
export const messages = list(
  text.transform(words => words.slice(0, MAX_MESSAGE_LENGTH)),
).transform(all => all.slice(0, MAX_MESSAGES));

/** A moment in RFC 3339, given out in UTC with milliseconds. */
export const instant = z.string(must('a time')).transform((value, context) => {
  const inUtc = toUtc(value);
  if (inUtc !== null) return inUtc;
  context.addIssue('must be a time in RFC 3339');
  return z.NEVER;
});

export const optionalInstant = optional(instant, null);

/** A moment that a status says as text; blank or unreadable counts as not said. */
export const saidInstant = optionalInstant.catch(null);

/** A Go duration, given out in seconds. */
export const duration = text.transform((value, context) => {
  const seconds = parseGoDuration(value);
  if (seconds !== null) return seconds;
  context.addIssue('must be a duration such as 720h0m0s');
  return z.NEVER;
});

export const optionalDuration = optional(duration, null);

/** Labels or annotations; values that are no text are dropped, and `null` is one that is absent. */
export const optionalTextMap = z
  .record(z.string(), z.unknown(), must('a map'))
  .nullish()
  .transform(
    map =>
      map &&
      Object.fromEntries(
        Object.entries(map).filter(
          (entry): entry is [string, string] => typeof entry[1] === 'string',
        ),
      ),
  )
  .transform(map => map ?? null);

/** The same, where absent is as good as empty. */
export const textMap = optionalTextMap.transform(map => map ?? {});

/** An amount of bytes such as `10Gi`; `null` when it is absent or unreadable. */
export const optionalQuantity = z
  .unknown()
  .optional()
  .transform(value =>
    typeof value === 'string' || typeof value === 'number'
      ? parseQuantity(String(value))
      : null,
  );

const objectName = text.refine(
  value => value.length <= 253 && SUBDOMAIN.test(value),
  { error: 'must be a name in lower-case letters, digits, - and .' },
);

const metadataShape = {
  name: objectName,
  uid: text.min(1, 'is missing'),
  creationTimestamp: instant,
  deletionTimestamp: optionalInstant,
  labels: textMap,
  annotations: textMap,
  finalizers: strings.catch([]),
  ownerReferences: list(
    object({ kind: textOrEmpty, name: textOrEmpty, uid: textOrEmpty }),
  ).catch([]),
};

/** `metadata` of an object without a namespace. */
export const clusterMetadata = object(metadataShape);

/** `metadata` of an object in a namespace. */
export const namespacedMetadata = object({
  ...metadataShape,
  namespace: objectName,
});

/** The part of a fact that every kind without a namespace has. */
export function clusterIdentityOf(metadata: z.output<typeof clusterMetadata>) {
  return {
    name: metadata.name,
    uid: metadata.uid,
    createdAt: metadata.creationTimestamp,
  };
}

/** The part of a fact that every namespaced kind has. */
export function identityOf(metadata: z.output<typeof namespacedMetadata>) {
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    uid: metadata.uid,
    createdAt: metadata.creationTimestamp,
  };
}

/** @returns `null` for what is no time in RFC 3339 */
function toUtc(value: string): string | null {
  if (!RFC_3339.test(value)) return null;
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return null;
  const year = at.getUTCFullYear();
  if (year <= 0 || year >= 10000) return null;
  const inUtc = at.toISOString();
  const day = value.slice(0, 10);
  // It may be another day in UTC, so only where the day differs is it looked up.
  return inUtc.startsWith(day) || isDayOfMonth(day) ? inUtc : null;
}

/** JavaScript reads 30 February as 2 March. */
function isDayOfMonth(day: string): boolean {
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}
