import { z } from 'zod/v3';
import {
  applicationName,
  applicationProject,
  refuseTwice,
  syncFields,
} from './argocdFields';
import { label } from './fields';

/** @internal */
export const argocdApplicationSetSaveFields = z
  .object({
    kind: z.literal('argocd-applicationset:save'),
    environment: label().describe('The environment whose clusters it is for.'),
    name: applicationName().describe(
      'What Argo CD calls it; one that is called so already is changed.',
    ),
    folder: label()
      .refine(
        folder => folder !== 'velero-install',
        'is installed from a chart, by an Application that onboarding writes',
      )
      .describe(
        'The folder of each cluster that is applied; a cluster without it gets no Application.',
      ),
    exclude: z
      .array(label())
      .max(100)
      .default([])
      .describe(
        'Clusters that it leaves out, such as those with an Application of their own.',
      ),
    project: applicationProject().describe(
      'The AppProject that says what all of its Applications may do; it must stand in the repository.',
    ),
    namespace: label().describe(
      'The namespace of each cluster that it is applied to.',
    ),
    ...syncFields(),
  })
  .strict();

/**
 * To let Argo CD apply one folder of every cluster of an environment, those
 * that come later among them, or to change how it does.
 *
 * @public
 */
export const argocdApplicationSetSaveIntentSchema =
  argocdApplicationSetSaveFields.superRefine((intent, context) => {
    refuseTwice(intent, context);
    if (new Set(intent.exclude).size < intent.exclude.length) {
      context.addIssue({
        code: 'custom',
        path: ['exclude'],
        message: 'must name each cluster once',
      });
    }
  });

/** @public */
export type ArgocdApplicationSetSaveIntent = z.output<
  typeof argocdApplicationSetSaveIntentSchema
>;
