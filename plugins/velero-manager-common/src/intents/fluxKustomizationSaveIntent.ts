import { z } from 'zod/v3';
import { httpsUrl, label, objectName, timeout } from './fields';
import { folderPath, revision } from './gitFields';

/** What onboarding calls its own, and what carries those of teams. */
const OWN_KUSTOMIZATION = /-(velero-(install|config)|teams)$/;

/** @internal */
export const fluxKustomizationSaveFields = z
  .object({
    kind: z.literal('flux-kustomization:save'),
    environment: label().describe('The environment of the cluster.'),
    cluster: label().describe('The cluster whose Flux applies it.'),
    name: label()
      .refine(
        name => !OWN_KUSTOMIZATION.test(name),
        'is a name that onboarding keeps for its own Kustomizations',
      )
      .describe(
        'What Flux calls it; one that is called so already is changed.',
      ),
    namespace: label().describe(
      'The namespace that it is applied to, and the only one that it may write to.',
    ),
    repository: httpsUrl()
      .optional()
      .describe(
        "The team's own Git repository; when left empty, it is applied from the config repository.",
      ),
    branch: revision()
      .optional()
      .describe(
        "The branch of the team's own repository; 'main' when left empty.",
      ),
    gitSecret: objectName()
      .optional()
      .describe(
        "The Secret in the namespace by which Flux reads the team's own repository; none where everybody may.",
      ),
    path: folderPath().describe(
      'The folder that is applied, from the root of that repository.',
    ),
    serviceAccount: label()
      .optional()
      .describe(
        'The service account by which it is applied; called like the Kustomization when left empty.',
      ),
    interval: timeout()
      .default('10m')
      .describe('How often Flux puts right what somebody changed by hand.'),
    wait: z
      .boolean()
      .default(true)
      .describe('Tell it ready only when all that it applies is ready.'),
    timeout: timeout()
      .default('5m')
      .describe('How long that may take before it counts as failed.'),
    prune: z
      .boolean()
      .default(false)
      .describe('Delete from the cluster what is taken out of Git.'),
    dependsOn: z
      .array(label())
      .max(20)
      .default([])
      .describe('Kustomizations of this cluster that must be ready first.'),
    decryptionSecret: objectName()
      .optional()
      .describe(
        'The Secret with the key of SOPS, beside the Kustomization; only where files are encrypted.',
      ),
  })
  .strict();

/**
 * To let the Flux of a cluster apply a folder of a team with no more rights
 * than its namespace needs, or to change how it does.
 *
 * @public
 */
export const fluxKustomizationSaveIntentSchema =
  fluxKustomizationSaveFields.superRefine((intent, context) => {
    const say = (field: string, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    for (const field of ['branch', 'gitSecret'] as const) {
      if (intent.repository === undefined && intent[field] !== undefined) {
        say(field, 'is for a repository of its own alone');
      }
    }
    if (new Set(intent.dependsOn).size < intent.dependsOn.length) {
      say('dependsOn', 'must name each Kustomization once');
    }
    if (intent.dependsOn.includes(intent.name)) {
      say('dependsOn', 'must not name the Kustomization itself');
    }
  });

/** @public */
export type FluxKustomizationSaveIntent = z.output<
  typeof fluxKustomizationSaveIntentSchema
>;
