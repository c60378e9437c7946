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

/** The sync options that mean something beside our own. @internal */
export const syncOptions = () =>
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
