import { z } from 'zod';
import { isClusterPattern } from './clusterPattern';
import { restrictedField } from './restrictedField';
import { secondsOfRetention } from './retention';

/*
 * The schema of `.velero-manager.yaml`. Unknown fields are errors: a policy
 * that is misspelt must not silently be none.
 */

const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const BRANCH = /^[A-Za-z0-9][A-Za-z0-9_-]*([./][A-Za-z0-9_-]+)*$/;
const BRANCH_PREFIX =
  /^(feature|hotfix|environment)\/([a-z0-9][-a-z0-9]{0,62}\/){0,4}$/;
/** `@org/team` without the `@`, or a user. */
const PRINCIPAL =
  /^[A-Za-z0-9][-A-Za-z0-9_.]{0,99}(\/[A-Za-z0-9][-A-Za-z0-9_.]{0,99})?$/;
const IMAGE = /^[a-z0-9][-a-z0-9._/:@]{0,254}$/;

const label = z
  .string()
  .regex(LABEL, "must be lower-case letters, digits and '-', at most 63");
const engine = z.enum(['argocd', 'flux']);
const principals = z
  .array(z.string().regex(PRINCIPAL, "must be a user, or 'organisation/team'"))
  .max(20)
  .default([]);
const retention = z
  .string()
  .regex(
    /^[1-9][0-9]{0,4}[dh]$/,
    "must be a number of days or hours such as '30d'",
  );

const environmentSchema = z
  .strictObject({
    engine: engine.optional(),
    clusterNames: z
      .string()
      .refine(isClusterPattern, "must be a pattern such as 'prod-cluster-<nn>'")
      .default('*-cluster-<nn>'),
    approvals: z.number().int().min(0).max(10),
    reviewers: principals,
    teams: principals,
    branchPrefix: z
      .string()
      .regex(
        BRANCH_PREFIX,
        "must begin with 'feature/', 'hotfix/' or 'environment/' and end with '/'",
      )
      .default('feature/velero-manager/'),
    autoMerge: z.boolean().default(false),
    restricted: z.array(restrictedField).max(200).default([]),
    retention: z
      .strictObject({ min: retention.optional(), max: retention.optional() })
      .refine(
        ({ min, max }) =>
          !min || !max || secondsOfRetention(min) <= secondsOfRetention(max),
        'must have a min that is not longer than its max',
      )
      .default({}),
  })
  .refine(policy => !policy.autoMerge || policy.approvals === 0, {
    path: ['autoMerge'],
    message: 'must be false where approvals are asked for',
  });

const DEFAULT_CHART = {
  repository: 'https://vmware-tanzu.github.io/helm-charts',
  name: 'velero',
  version: '12.1.0',
};

const chartSchema = z.strictObject({
  repository: z
    .string()
    .regex(/^https:\/\/[^\s?#@]{1,300}$/, "must begin with 'https://'")
    .default(DEFAULT_CHART.repository),
  name: label.default(DEFAULT_CHART.name),
  version: z
    .string()
    .regex(
      /^\d{1,4}\.\d{1,4}\.\d{1,4}$/,
      "must be one version such as '12.1.0'",
    )
    .default(DEFAULT_CHART.version),
});

/** What the chart's own example names for the version above. */
const DEFAULT_AWS_PLUGIN = 'velero/velero-plugin-for-aws:v1.13.1';

const veleroSchema = z.strictObject({
  namespace: label.default('velero'),
  chart: chartSchema.default(DEFAULT_CHART),
  awsPlugin: z
    .string()
    .regex(IMAGE, 'must be an image')
    .refine(
      image =>
        /(:[^/:]+|@sha256:[0-9a-f]{64})$/.test(image) &&
        !image.endsWith(':latest'),
      'must name one version of the image',
    )
    .default(DEFAULT_AWS_PLUGIN),
});

/**
 * The schema of `.velero-manager.yaml`.
 *
 * @public
 */
export const repositorySettingsSchema = z.strictObject({
  layout: z.literal(1, { error: 'must be 1' }),
  engine: engine.default('argocd'),
  repository: z.strictObject({
    url: z
      .string()
      .regex(
        /^https?:\/\/[A-Za-z0-9.:[\]-]+(\/[A-Za-z0-9._~-]+)+$|^ssh:\/\/git@[A-Za-z0-9.:-]+(\/[A-Za-z0-9._~-]+)+$/,
        "must be an address such as 'https://github.com/your-org/velero-gitops-config', without log-in",
      ),
    branch: z
      .string()
      .max(200)
      .regex(BRANCH, 'must be a branch')
      .default('main'),
  }),
  argocd: z
    .strictObject({
      namespace: label.default('argocd'),
      sopsPlugin: label.optional(),
    })
    .default({ namespace: 'argocd' }),
  flux: z
    .strictObject({
      namespace: label.default('flux-system'),
      gitSecret: label.optional(),
    })
    .default({ namespace: 'flux-system' }),
  velero: veleroSchema.default({
    namespace: 'velero',
    chart: DEFAULT_CHART,
    awsPlugin: DEFAULT_AWS_PLUGIN,
  }),
  environments: z
    .record(label, environmentSchema)
    .refine(all => Object.keys(all).length > 0, 'must name an environment'),
});

/**
 * The settings of a config repository, with every default filled in.
 *
 * @public
 */
export type RepositorySettings = z.output<typeof repositorySettingsSchema>;

/**
 * What is asked of changes to an environment.
 *
 * @public
 */
export type EnvironmentPolicy = RepositorySettings['environments'][string];

/**
 * The policy of an environment, or null where there is no such environment.
 *
 * @public
 */
export function policyOf(
  settings: RepositorySettings,
  environment: string,
): EnvironmentPolicy | null {
  return Object.hasOwn(settings.environments, environment)
    ? settings.environments[environment]
    : null;
}
