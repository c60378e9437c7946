import { z } from 'zod/v3';
import { httpsUrl, label, line } from './fields';

/** The projects of onboarding, and the one that allows everything. */
const OWN_PROJECT = /^velero-|^default$/;
const GROUP = /^([a-z0-9]([-a-z0-9.]{0,250}[a-z0-9])?)?$/;
const KIND = /^[A-Z][A-Za-z0-9]{0,62}$/;

/** @internal */
export const argocdProjectSaveFields = z
  .object({
    kind: z.literal('argocd-project:save'),
    environment: label().describe('The environment that it is for.'),
    name: label()
      .refine(
        name => !OWN_PROJECT.test(name),
        'is the name of a project that onboarding, or Argo CD, keeps',
      )
      .describe(
        'What Argo CD calls the project; one that is called so already is changed.',
      ),
    description: line(255).optional().describe('What it is for.'),
    repositories: z
      .array(httpsUrl())
      .min(1)
      .max(50)
      .describe('The Git repositories that its Applications may apply.'),
    destinations: z
      .array(
        z
          .object({
            server: httpsUrl().describe(
              'The API server of the cluster, as Argo CD knows it.',
            ),
            namespace: label().describe('A namespace of that cluster.'),
          })
          .strict(),
      )
      .min(1)
      .max(100)
      .describe('The namespaces that they may write to.'),
    kinds: z
      .array(
        z
          .object({
            group: z
              .string()
              .regex(GROUP, "must be a group of the API such as 'apps'")
              .describe("The group of the API; empty for Kubernetes' core."),
            kind: z
              .string()
              .regex(KIND, "must be a kind such as 'Deployment'")
              .describe('The kind of object.'),
          })
          .strict(),
      )
      .max(100)
      .default([])
      .describe(
        'The kinds that they may write; all that live in a namespace when left empty.',
      ),
  })
  .strict();

/**
 * To say what the Applications of a team may do, or to change that.
 *
 * @public
 */
export const argocdProjectSaveIntentSchema = argocdProjectSaveFields;

/** @public */
export type ArgocdProjectSaveIntent = z.output<
  typeof argocdProjectSaveIntentSchema
>;
