import { z } from 'zod/v3';
import { label, line } from './fields';

/** What removing a cluster is done in, one pull request each. @public */
export const clusterRemoveSteps = ['pause', 'delete'] as const;

/**
 * The fields of {@link clusterRemoveIntentSchema}.
 *
 * @internal
 */
export const clusterRemoveFields = z
  .object({
    kind: z.literal('cluster:remove'),
    environment: label().describe(
      'The environment that the cluster is part of.',
    ),
    cluster: label().describe('The cluster to remove.'),
    step: z
      .enum(clusterRemoveSteps)
      .describe(
        "First 'pause': no new backups, and nothing is pruned any more. Once that is merged and applied, 'delete': its files go. Backups stay in their bucket.",
      ),
    reason: line(200)
      .optional()
      .describe('Why it goes; shown to reviewers and kept beside schedules.'),
  })
  .strict();

/**
 * To take a cluster out of the repository, in two steps of which only the second
 * deletes anything. What was backed up stays in its bucket.
 *
 * @public
 */
export const clusterRemoveIntentSchema = clusterRemoveFields;

/** @public */
export type ClusterRemoveIntent = z.infer<typeof clusterRemoveIntentSchema>;
