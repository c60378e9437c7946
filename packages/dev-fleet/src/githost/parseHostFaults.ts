import { FAULT_STATUSES, HostFault } from './HostFaults';

type Parsed<T> = { ok: true; value: T } | { ok: false; reason: string };

const isCount = (least: number) => (value: unknown) =>
  value === undefined || (Number.isInteger(value) && Number(value) >= least);

/** What each field may be. */
const FIELDS: Record<keyof HostFault, (value: unknown) => boolean> = {
  status: value => FAULT_STATUSES.some(status => status === value),
  afterCalls: isCount(0),
  times: isCount(1),
  retryAfterSeconds: isCount(0),
  carriedOut: value => value === undefined || typeof value === 'boolean',
  operation: value => value === undefined || typeof value === 'string',
};

/**
 * Reads faults from a request body: one or a list.
 *
 * @returns the faults, or a sentence that says what is wrong
 * @internal
 */
export function parseHostFaults(body: unknown): Parsed<HostFault[]> {
  const faults: HostFault[] = [];
  for (const item of Array.isArray(body) ? body : [body]) {
    if (!isFault(item)) return { ok: false, reason: problemOf(item) };
    faults.push(item);
  }
  return { ok: true, value: faults };
}

function isFault(item: unknown): item is HostFault {
  return problemOf(item) === '';
}

/** Empty where there is none. */
function problemOf(item: unknown): string {
  if (typeof item !== 'object' || item === null) {
    return 'A fault must be an object';
  }
  const values: Record<string, unknown> = { ...item };
  const unknown = Object.keys(values).find(
    name => !Object.hasOwn(FIELDS, name),
  );
  if (unknown) return `a fault has no field '${unknown}'`;
  for (const [name, isAllowed] of Object.entries(FIELDS)) {
    if (isAllowed(values[name])) continue;
    const hint =
      name === 'status' ? `; allowed are: ${FAULT_STATUSES.join(', ')}` : '';
    return `${name} is ${JSON.stringify(values[name])}${hint}`;
  }
  return '';
}
