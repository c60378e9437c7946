import { z } from 'zod/v3';
import { label } from './fields';

/** Projects that allow too much for what a form asks for. */
const TOO_WIDE = ['default', 'velero-bootstrap'];
/** What onboarding calls its own: see `plan/objects/argocd.ts`. */
const OWN_APPLICATION = /^velero-|-velero-(install|config)$/;

/** The name of an Application that onboarding does not write. @internal */
export const applicationName = () =>
  label().refine(
    name => !OWN_APPLICATION.test(name),
    'is a name that onboarding keeps for its own Applications',
  );

/** An AppProject that keeps an Application to its place. @internal */
export const applicationProject = () =>
  label().refine(
    name => !TOO_WIDE.includes(name),
    'is a project that allows too much; name one of its own',
  );

/** The sync options that mean something beside our own. */
const syncOptions = () =>
  z
    .array(
      z.enum([
        'ApplyOutOfSyncOnly=true',
        'CreateNamespace=true',
        'FailOnSharedResource=true',
        'PruneLast=true',
        'RespectIgnoreDifferences=true',
        'ServerSideApply=true',
        'SkipDryRunOnMissingResource=true',
      ]),
    )
    .max(7);

/** When and how Argo CD applies something. @internal */
export const syncFields = () => ({
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
});

/** An option that is named twice is a mistake. @internal */
export function refuseTwice(
  { syncOptions: all }: { syncOptions: string[] },
  context: z.RefinementCtx,
): void {
  if (new Set(all).size < all.length) {
    context.addIssue({
      code: 'custom',
      path: ['syncOptions'],
      message: 'must name each option once',
    });
  }
}
