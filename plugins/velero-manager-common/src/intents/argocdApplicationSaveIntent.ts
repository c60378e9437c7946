import { z } from 'zod/v3';
import {
  applicationName,
  applicationProject,
  refuseTwice,
  syncFields,
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
      .describe(
        'A branch, a tag or a commit; the default branch when left empty.',
      ),
    server: httpsUrl().describe(
      'The API server of the cluster, as Argo CD knows it.',
    ),
    namespace: label().describe('The namespace that it is applied to.'),
    ...syncFields(),
  })
  .strict();

/**
 * To let Argo CD apply an application of a team, or to change how it does.
 *
 * @public
 */
export const argocdApplicationSaveIntentSchema =
  argocdApplicationSaveFields.superRefine(refuseTwice);

/** @public */
export type ArgocdApplicationSaveIntent = z.output<
  typeof argocdApplicationSaveIntentSchema
>;
