import { z } from 'zod';
import { Parsed } from '../parsed';
import type { FileProblem, Manifest } from '../snapshot/readManifests';
import { readManifests } from '../snapshot/readManifests';
import { quoteValue } from '../words';
import { Exemption } from './Exemption';

/** Where a config repository says what needs no backup. @public */
export const EXEMPTIONS_PATH = 'policies/exemptions.yaml';

/** More than this is no list of exceptions. */
const MAX_ENTRIES = 5_000;

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

const unknownKeys = (issue: { code?: string; keys?: string[] }) =>
  issue.code === 'unrecognized_keys'
    ? `has fields that are not known: ${issue.keys?.map(quoteValue).join(', ')}`
    : 'must be an object';

const label = (what: string) =>
  z.string(`must be ${what}`).regex(LABEL, `must be ${what}`);

/** Words for people, which are shown where the exemption holds. */
const words = (most: number) =>
  z
    .string('must be a text')
    .trim()
    .min(1, 'must not be empty')
    .max(most, `must have at most ${most} characters`);

const scopeSchema = z.strictObject(
  {
    environment: label('the name of an environment').optional(),
    cluster: z
      .string('must be the name of a cluster')
      .regex(SUBDOMAIN, 'must be the name of a cluster')
      .optional(),
    namespace: label('the name of a namespace'),
    claims: z
      .array(
        z
          .string('must be the name of a claim')
          .regex(SUBDOMAIN, 'must be the name of a claim'),
        'must be a list of claims',
      )
      .min(1, 'must name a claim, or be left out for the whole namespace')
      .max(1_000, 'must name at most 1000 claims')
      .optional(),
  },
  { error: unknownKeys },
);

const entrySchema = z.strictObject(
  {
    scope: scopeSchema,
    reason: words(500),
    approver: words(200),
    expires: z
      .string("must be a date such as '2027-03-31', or 'never'")
      .refine(isExpiry, "must be a date such as '2027-03-31', or 'never'"),
  },
  { error: unknownKeys },
);

/** What stands in a file of exemptions, and what is wrong with it. @public */
export interface ReadExemptions {
  exemptions: Exemption[];
  /** An entry with a problem grants nothing; the others hold. */
  problems: { line: number | null; message: string }[];
}

/**
 * Reads `policies/exemptions.yaml`: a list `exemptions` of entries with
 * `scope`, `reason`, `approver` and `expires`. Never throws; an entry that
 * breaks the grammar grants nothing and is a problem, and so is a file that is
 * no such list.
 *
 * @remarks
 * A date is its first moment in UTC: from then on the exemption no longer holds.
 *
 * @public
 */
export function parseExemptions(text: string): ReadExemptions {
  const { manifests, problems } = readManifests(EXEMPTIONS_PATH, text);
  if (problems.length > 0) {
    return { exemptions: [], problems };
  }
  const [manifest, second] = manifests;
  if (!manifest) {
    return { exemptions: [], problems: [] };
  }
  const list = second
    ? failure('must hold exactly one document')
    : readList(manifest);
  if (!list.ok) {
    return { exemptions: [], problems: [{ line: 1, message: list.reason }] };
  }
  const read: ReadExemptions = { exemptions: [], problems: [] };
  list.value.forEach((entry, index) => {
    const parsed = entrySchema.safeParse(entry);
    if (parsed.success) {
      read.exemptions.push(toExemption(parsed.data));
    } else {
      read.problems.push(
        describeIssue(manifest, index, parsed.error.issues[0]),
      );
    }
  });
  return read;
}

function readList(manifest: Manifest): Parsed<unknown[]> {
  const read = z
    .strictObject(
      {
        exemptions: z
          .array(z.unknown(), "must have a list 'exemptions'")
          .max(MAX_ENTRIES, `must have at most ${MAX_ENTRIES} exemptions`),
      },
      { error: unknownKeys },
    )
    .safeParse(manifest.data);
  return read.success
    ? { ok: true, value: read.data.exemptions }
    : failure(read.error.issues[0].message);
}

function failure(reason: string): { ok: false; reason: string } {
  return { ok: false, reason };
}

function describeIssue(
  manifest: Manifest,
  index: number,
  issue: z.core.$ZodIssue,
): FileProblem {
  const path = issue.path.map(part =>
    typeof part === 'number' ? part : String(part),
  );
  const field = path.length > 0 ? `: ${path.join('.')}` : '';
  return {
    line: manifest.lineOf(['exemptions', index, ...path]),
    message: `exemption ${index + 1}${field} ${issue.message}`,
  };
}

function toExemption(entry: z.output<typeof entrySchema>): Exemption {
  const { scope, reason, approver, expires } = entry;
  return {
    environment: scope.environment ?? null,
    cluster: scope.cluster ?? null,
    namespace: scope.namespace,
    claims: scope.claims ?? null,
    reason,
    approver,
    expiresAt: expires === 'never' ? null : new Date(expires).toISOString(),
  };
}

function isExpiry(value: string): boolean {
  if (value === 'never') return true;
  if (!DATE.test(value) && !MOMENT.test(value)) return false;
  const day = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  return (
    !Number.isNaN(Date.parse(value)) &&
    !Number.isNaN(day.getTime()) &&
    // JavaScript reads 30 February as 2 March.
    day.toISOString().startsWith(value.slice(0, 10))
  );
}
