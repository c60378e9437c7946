import { z } from 'zod/v3';
import { httpsUrl, label, line, objectName, storeUrl } from './fields';
import {
  frequency,
  refineName,
  refineNamespaces,
  scheduleContent,
  scope,
} from './scheduleFields';

/** Which tool applies what stands in Git. @public */
export const gitopsEngines = ['argocd', 'flux'] as const;
/** @public */
export type GitopsEngine = (typeof gitopsEngines)[number];

const BUCKET = /^[a-z0-9][-a-z0-9.]{1,61}[a-z0-9]$/;
const PREFIX =
  /^([A-Za-z0-9][-A-Za-z0-9_.]{0,62}(\/[A-Za-z0-9][-A-Za-z0-9_.]{0,62}){0,4})?$/;
const SECRET_KEY = /^[-._a-zA-Z0-9]{1,253}$/;

const storage = z
  .object({
    name: objectName()
      .default('default')
      .describe('What the storage location is called in the cluster.'),
    provider: z
      .enum(['aws', 'minio'])
      .describe('Amazon S3, or a store that speaks S3 such as MinIO.'),
    bucket: z
      .string()
      .regex(
        BUCKET,
        "must be a bucket: 3 to 63 lower-case letters, digits, '-' and '.'",
      )
      .describe('The bucket; it must exist.'),
    prefix: z
      .string()
      .regex(PREFIX, "must be a path of letters, digits, '-', '_' and '.'")
      .refine(path => !path.includes('..'), "must not contain '..'")
      .optional()
      .describe(
        "The folder of this cluster in the bucket; the cluster's name when left out. Empty only where the bucket is this cluster's alone.",
      ),
    region: label().describe(
      "The region, such as 'eu-central-1'; MinIO accepts any word.",
    ),
    s3Url: storeUrl()
      .optional()
      .describe('The address of the store; needed for MinIO.'),
    credentialSecret: z
      .object({
        name: objectName().describe('The Secret, made outside of Git.'),
        key: z
          .string()
          .regex(SECRET_KEY, 'must be the key of a Secret')
          .default('cloud')
          .describe('The key in it that holds the credentials file.'),
      })
      .strict()
      .describe('Where Velero finds its credentials. They never stand in Git.'),
  })
  .strict()
  .describe('Where the backups of this cluster are kept.');

const schedule = z
  .object({ scope: scope(), frequency: frequency(), ...scheduleContent })
  .strict();

/**
 * The schedules that are offered for a new cluster.
 *
 * @public
 */
export const defaultOnboardSchedules: z.input<typeof schedule>[] = [
  {
    scope: 'full',
    frequency: 'daily',
    cron: '0 2 * * *',
    includedNamespaces: ['*'],
    excludedNamespaces: ['velero'],
    retention: '30d',
  },
  {
    scope: 'full',
    frequency: 'weekly',
    cron: '0 4 * * 0',
    includedNamespaces: ['*'],
    excludedNamespaces: ['velero'],
    retention: '90d',
  },
];

/**
 * The fields of {@link clusterOnboardIntentSchema}, without the rules between them.
 *
 * @internal
 */
export const clusterOnboardFields = z
  .object({
    kind: z.literal('cluster:onboard'),
    environment: label().describe(
      'The environment that the cluster becomes part of.',
    ),
    cluster: label().describe(
      'What the cluster is called, here and in the portal.',
    ),
    title: line(80).optional().describe('What people call it.'),
    engine: z
      .enum(gitopsEngines)
      .optional()
      .describe(
        "What applies the configuration; the environment's own when left out.",
      ),
    server: httpsUrl().describe(
      "The address of the cluster's API server, as Argo CD knows it.",
    ),
    storage,
    schedules: z
      .array(schedule)
      .min(2)
      .max(20)
      .default(defaultOnboardSchedules)
      .describe('The schedules to begin with, at least two.'),
    chartVersion: z
      .string()
      .regex(
        /^\d{1,4}\.\d{1,4}\.\d{1,4}$/,
        "must be one version such as '12.1.0'",
      )
      .optional()
      .describe(
        "The version of Velero's chart; the repository's own when left out.",
      ),
  })
  .strict();

/**
 * To bring a cluster under the configuration repository: Velero, its rights,
 * a storage location, schedules, and what Argo CD or Flux needs to apply them.
 *
 * @public
 */
export const clusterOnboardIntentSchema = clusterOnboardFields.superRefine(
  (intent, context) => {
    if (
      intent.storage.provider === 'minio' &&
      intent.storage.s3Url === undefined
    ) {
      context.addIssue({
        code: 'custom',
        path: ['storage', 's3Url'],
        message: 'is missing: MinIO has no address of its own',
      });
    }
    const names = new Set<string>();
    intent.schedules.forEach((item, index) => {
      const nested = nestedContext(context, ['schedules', index]);
      refineNamespaces(item, nested);
      refineName(item, nested);
      const name = `${item.scope}-${item.frequency}`;
      if (names.has(name)) {
        context.addIssue({
          code: 'custom',
          path: ['schedules', index, 'scope'],
          message: `makes a second schedule called '${name}'`,
        });
      }
      names.add(name);
    });
  },
);

function nestedContext(
  context: z.RefinementCtx,
  at: (string | number)[],
): z.RefinementCtx {
  return {
    path: [...context.path, ...at],
    addIssue: issue =>
      context.addIssue({ ...issue, path: [...at, ...(issue.path ?? [])] }),
  };
}

/** @public */
export type ClusterOnboardIntent = z.output<typeof clusterOnboardIntentSchema>;

/** What may be left out, left out. @public */
export type ClusterOnboardIntentInput = z.input<
  typeof clusterOnboardIntentSchema
>;
