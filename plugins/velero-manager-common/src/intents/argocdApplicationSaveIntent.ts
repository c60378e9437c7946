import { z } from 'zod/v3';
import {
  applicationName,
  applicationProject,
  syncOptions,
} from './argocdFields';
import { httpsUrl, label } from './fields';
import { folderPath, revision } from './gitFields';

/** @internal */
export const argocdApplicationSaveFields = z
  .object({
    kind: z.literal('argocd-application:save'),
    environment: label().describe('The environment that it runs in.'),
    name: applicationName().describe(
      'What Argo CD calls it; one that is called so already is changed.',
    ),
    project: applicationProject().describe(
      'The AppProject that says what it may do; it must stand in the repository.',
    ),
    repository: httpsUrl().describe(
      'The Git repository that holds what is applied.',
    ),
    path: folderPath().describe(
      'The folder that is applied, from the root of that repository.',
    ),
    revision: revision()
      .default('HEAD')
      .describe('A branch, a tag or a commit; the default branch when left.'),
    server: httpsUrl().describe(
      'The API server of the cluster, as Argo CD knows it.',
    ),
    namespace: label().describe('The namespace that it is applied to.'),
    automated: z
      .boolean()
      .default(true)
      .describe('Apply what Git says without being asked.'),
    prune: z
      .boolean()
      .default(false)
      .describe(
        'Delete from the cluster what is taken out of Git. Only where it is applied without being asked.',
      ),
    selfHeal: z
      .boolean()
      .default(true)
      .describe(
        'Undo what somebody changes by hand. Only where it is applied without being asked.',
      ),
    syncOptions: syncOptions()
      .default([])
      .describe('How Argo CD applies it; none of them is needed.'),
  })
  .strict();

/**
 * To let Argo CD apply an application of a team, or to change how it does.
 *
 * @public
 */
export const argocdApplicationSaveIntentSchema =
  argocdApplicationSaveFields.superRefine(({ syncOptions: all }, context) => {
    if (new Set(all).size < all.length) {
      context.addIssue({
        code: 'custom',
        path: ['syncOptions'],
        message: 'must name each option once',
      });
    }
  });

/** @public */
export type ArgocdApplicationSaveIntent = z.output<
  typeof argocdApplicationSaveIntentSchema
>;
