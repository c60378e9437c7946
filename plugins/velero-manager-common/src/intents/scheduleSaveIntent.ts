import { z } from 'zod/v3';
import { label, objectName } from './fields';
import { hookFields } from './hookFields';
import {
  filterFields,
  refineFilters,
  volumeFields,
} from './scheduleFilterFields';
import {
  frequency,
  refineName,
  refineNamespaces,
  scheduleContent,
  scheduleOptions,
  scope,
} from './scheduleFields';

/** With the cluster itself a hundred, which is what one person can review. */
const MAX_OTHER_CLUSTERS = 99;

/**
 * The fields of {@link scheduleSaveIntentSchema}, without the rules between them.
 *
 * @internal
 */
export const scheduleSaveFields = z
  .object({
    kind: z.literal('schedule:save'),
    environment: label().describe(
      'The environment that the cluster is part of.',
    ),
    cluster: label().describe('The cluster to back up.'),
    alsoIn: z
      .array(label())
      .max(MAX_OTHER_CLUSTERS)
      .optional()
      .describe(
        'Other clusters of the environment that get the same schedule, in the same pull request.',
      ),
    existing: objectName()
      .optional()
      .describe('The name of the schedule to change; leave empty to add one.'),
    scope: scope().optional(),
    frequency: frequency().optional(),
    ...scheduleContent,
    ...scheduleOptions,
    ...filterFields,
    ...volumeFields,
    ...hookFields,
  })
  .strict();

/**
 * To add a Velero schedule (named by `scope` and `frequency`) or to change one
 * (named by `existing`).
 *
 * @public
 */
export const scheduleSaveIntentSchema = scheduleSaveFields.superRefine(
  (intent, context) => {
    refineNamespaces(intent, context);
    refineFilters(intent, context);
    const clusters = clustersOfSave(intent);
    if (new Set(clusters).size < clusters.length) {
      context.addIssue({
        code: 'custom',
        path: ['alsoIn'],
        message: "must name each cluster once, and not that of 'cluster'",
      });
    }
    if (intent.existing !== undefined) {
      for (const field of ['scope', 'frequency'] as const) {
        if (intent[field] === undefined) continue;
        context.addIssue({
          code: 'custom',
          path: [field],
          message:
            "must be left out where 'existing' names a schedule: an edit renames nothing",
        });
      }
    } else if (intent.scope === undefined || intent.frequency === undefined) {
      context.addIssue({
        code: 'custom',
        path: [intent.scope === undefined ? 'scope' : 'frequency'],
        message: "is missing: a new schedule is called '<scope>-<frequency>'",
      });
    } else {
      refineName({ scope: intent.scope, frequency: intent.frequency }, context);
    }
  },
);

/** @public */
export type ScheduleSaveIntent = z.infer<typeof scheduleSaveIntentSchema>;

/**
 * Every cluster that gets the schedule of an intent.
 *
 * @public
 */
export function clustersOfSave(intent: {
  cluster: string;
  alsoIn?: string[];
}): string[] {
  return [intent.cluster, ...(intent.alsoIn ?? [])];
}

/**
 * What the schedule of an intent is called in the cluster.
 *
 * @public
 */
export function scheduleNameOf(
  intent: Pick<ScheduleSaveIntent, 'existing' | 'scope' | 'frequency'>,
): string {
  return intent.existing ?? `${intent.scope}-${intent.frequency}`;
}
