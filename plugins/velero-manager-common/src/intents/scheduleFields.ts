import { z } from 'zod/v3';
import {
  cron,
  labels,
  label,
  namespacePattern,
  objectName,
  retention,
} from './fields';

/**
 * How often, as a word for names of objects and files.
 *
 * @public
 */
export const scheduleFrequencies = [
  'hourly',
  'daily',
  'weekly',
  'monthly',
  'custom',
] as const;

/**
 * Longest name of a schedule. A backup adds 15 characters, and its name is a
 * label value of at most 63; the rest is room for tools that add a suffix.
 *
 * @public
 */
export const MAX_SCHEDULE_NAME_LENGTH = 45;

/** How often, as a field. @internal */
export const frequency = () =>
  z.enum(scheduleFrequencies).describe('How often, as a word in its name.');

/** What is backed up, as a field. @internal */
export const scope = () =>
  label()
    .max(37)
    .describe(
      "What is backed up, in a word for its name: an application, 'full', 'critical'.",
    );

/** What a schedule does, whatever it is called. @internal */
export const scheduleContent = {
  cron: cron().describe(
    "When to run, as cron with five fields in UTC: '0 2 * * *' is daily at 02:00.",
  ),
  includedNamespaces: z
    .array(namespacePattern())
    .min(1)
    .max(200)
    .describe("Namespaces to back up; '*' for all of them."),
  excludedNamespaces: z
    .array(namespacePattern())
    .max(200)
    .optional()
    .describe('Namespaces to leave out.'),
  retention: retention().describe(
    "How long each backup is kept, such as '30d' or '12h'.",
  ),
  storageLocation: objectName()
    .optional()
    .describe("Where backups go; the cluster's default when left empty."),
  snapshotMoveData: z
    .boolean()
    .optional()
    .describe(
      'Move the data of volume snapshots to the storage location, so that it outlives the storage system.',
    ),
  defaultVolumesToFsBackup: z
    .boolean()
    .optional()
    .describe('Copy the files of all volumes instead of taking snapshots.'),
};

/** What else can be said of one schedule. @internal */
export const scheduleOptions = {
  paused: z
    .boolean()
    .optional()
    .describe('Keep the schedule, but do not run it.'),
  labels: labels()
    .optional()
    .describe('Labels for the schedule and each of its backups.'),
};

/** The fields of which the rules below speak. */
interface NamespaceLists {
  includedNamespaces: string[];
  excludedNamespaces?: string[];
}

/**
 * Refuses lists of namespaces that Velero refuses at each run (Backup
 * FailedValidation): `*` beside others, `*` left out, a name in both lists.
 *
 * @internal
 */
export function refineNamespaces(
  lists: NamespaceLists,
  context: z.RefinementCtx,
) {
  const { includedNamespaces: included, excludedNamespaces: excluded = [] } =
    lists;
  const add = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (included.includes('*') && included.length > 1) {
    add(
      'includedNamespaces',
      "'*' already stands for all: nothing else may stand beside it",
    );
  }
  if (excluded.includes('*')) {
    add('excludedNamespaces', "must not be '*': nothing would be left");
  }
  const both = included.find(name => excluded.includes(name));
  if (both !== undefined && both !== '*') {
    add(
      'excludedNamespaces',
      `must not contain '${both}', which is also included`,
    );
  }
}

/** Refuses a name that its backups could not bear. @internal */
export function refineName(
  name: { scope: string; frequency: string },
  context: z.RefinementCtx,
) {
  const length = name.scope.length + name.frequency.length + 1;
  if (length > MAX_SCHEDULE_NAME_LENGTH) {
    context.addIssue({
      code: 'custom',
      path: ['scope'],
      message: `makes a name of ${length} characters; allowed are ${MAX_SCHEDULE_NAME_LENGTH}`,
    });
  }
}
