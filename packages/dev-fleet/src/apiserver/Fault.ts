import { isRecord } from './KubeObject';

/**
 * What a fault is limited to.
 *
 * @public
 */
export interface FaultScope {
  /** `schedules.velero.io`; without it everything is hit, discovery too. */
  resource?: string;
  /**
   * Only the next so many requests (lines, for the faults in a watch) are hit;
   * what is open already is then left alone.
   */
  times?: number;
}

/**
 * A way in which a server misbehaves until the fault is lifted.
 *
 * - `silence`: requests are taken and never answered, open watches go mute.
 *   What fell silent stays silent after the fault is lifted.
 * - `cut`: open connections are destroyed; with `refuse` or `times` those that
 *   come later too.
 * - `status`: requests are answered with an error (401, 403, 429, 500, …).
 * - `slow`: answers are held back.
 * - `malformed`: a line that is no JSON comes before each line of a watch.
 * - `truncated`: the next line of a watch ends in the middle, and the stream
 *   with it.
 * - `expired`: watches that resume are told that they are too late (410), as
 *   an event in the stream or as the status of the answer; open watches get
 *   the event.
 * - `crdRemoved`: the kind is not served; its objects are back afterwards.
 *
 * @public
 */
export type Fault = FaultScope &
  (
    | { type: 'silence' }
    | { type: 'cut'; refuse?: boolean }
    | {
        type: 'status';
        code: number;
        retryAfterSeconds?: number;
        message?: string;
      }
    | { type: 'slow'; delayMs: number }
    | { type: 'malformed' }
    | { type: 'truncated' }
    | { type: 'expired'; as?: 'event' | 'status' }
    | { type: 'crdRemoved'; resource: string }
  );

type Check = (value: unknown) => boolean;

const isString: Check = value => typeof value === 'string' && value !== '';
const isBoolean: Check = value => typeof value === 'boolean';
const isCount: Check = value => Number.isInteger(value) && Number(value) >= 1;
const isErrorCode: Check = value =>
  Number.isInteger(value) && Number(value) >= 400 && Number(value) <= 599;

/** Per fault its own fields: those with a `!` must be there. */
const FIELDS: Record<Fault['type'], Record<string, Check>> = {
  silence: {},
  cut: { refuse: isBoolean },
  status: {
    'code!': isErrorCode,
    retryAfterSeconds: isCount,
    message: isString,
  },
  slow: { 'delayMs!': isCount },
  malformed: {},
  truncated: {},
  expired: { as: value => value === 'event' || value === 'status' },
  crdRemoved: { 'resource!': isString },
};
const SCOPE: Record<string, Check> = { resource: isString, times: isCount };

/**
 * Reads faults from a request body: one or a list.
 *
 * @returns the faults, or a sentence that says what is wrong
 * @internal
 */
export function parseFaults(
  body: unknown,
): { ok: true; value: Fault[] } | { ok: false; reason: string } {
  const items: unknown[] = Array.isArray(body) ? body : [body];
  for (const item of items) {
    const reason = problemOf(item);
    if (reason) return { ok: false, reason };
  }
  // problemOf has checked the type and every field.
  return { ok: true, value: items as Fault[] };
}

function problemOf(item: unknown): string | undefined {
  if (!isRecord(item)) return 'A fault must be an object';
  const { type, ...fields } = item;
  if (typeof type !== 'string' || !Object.hasOwn(FIELDS, type)) {
    const known = Object.keys(FIELDS).join(', ');
    return `type is ${JSON.stringify(type)}; allowed are: ${known}`;
  }
  // The line above has checked that it is one of the names.
  const checks = { ...SCOPE, ...FIELDS[type as Fault['type']] };
  const missing = Object.keys(checks).find(
    name => name.endsWith('!') && !(name.slice(0, -1) in fields),
  );
  if (missing) return `a fault '${type}' needs ${missing.slice(0, -1)}`;
  for (const [name, value] of Object.entries(fields)) {
    const check = checks[`${name}!`] ?? checks[name];
    if (!check) return `a fault '${type}' has no field '${name}'`;
    if (!check(value)) {
      return `${name} of a fault '${type}' is not allowed to be ${JSON.stringify(
        value,
      )}`;
    }
  }
  return undefined;
}
