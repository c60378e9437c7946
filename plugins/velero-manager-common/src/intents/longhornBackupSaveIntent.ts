import { z } from 'zod/v3';
import { label, labels, objectName } from './fields';
import { fiveFieldCron } from './fiveFieldCron';

/** Names of recurring jobs, as Longhorn's webhook has it (longhorn-manager types.go). */
const MAX_JOB_LENGTH = 40;
const DURATION = /^[1-9][0-9]{0,4}[smh]$/;
const TARGET_URL =
  /^(s3:\/\/[a-z0-9][-a-z0-9.]{1,61}[a-z0-9]@[a-z0-9][-a-z0-9]{0,61}(\/[A-Za-z0-9][-A-Za-z0-9_.]{0,62}){0,5}\/?|nfs:\/\/[a-z0-9]([-a-z0-9.]{0,250}[a-z0-9])?:(\/[A-Za-z0-9][-A-Za-z0-9_.]{0,62}){1,8}\/?)$/;
/** A group is a label of volumes: `recurring-job-group.longhorn.io/<group>`. */
const MAX_GROUPS = 10;

/**
 * The fields of {@link longhornBackupSaveIntentSchema}, without the rules between them.
 *
 * @internal
 */
export const longhornBackupSaveFields = z
  .object({
    kind: z.literal('longhorn-backup:save'),
    environment: label().describe(
      'The environment that the cluster is part of.',
    ),
    cluster: label().describe('The cluster whose volumes are protected.'),
    job: label()
      .refine(
        name => name.length <= MAX_JOB_LENGTH,
        `must have at most ${MAX_JOB_LENGTH} characters`,
      )
      .describe('The name of the recurring job, such as "nightly".'),
    groups: z
      .array(label())
      .min(1)
      .max(MAX_GROUPS)
      .refine(
        all => new Set(all).size === all.length,
        'must not name a group twice',
      )
      .describe(
        "Groups of volumes to back up; 'default' are all volumes with no job of their own.",
      ),
    cron: fiveFieldCron().describe(
      "When to back up, in UTC: five fields such as '0 2 * * *', or '@daily'.",
    ),
    retain: z
      .number()
      .int()
      .min(1)
      .max(250)
      .describe('How many backups of each volume are kept.'),
    concurrency: z
      .number()
      .int()
      .min(1)
      .max(50)
      .optional()
      .describe('How many volumes are backed up at a time; 2 for a new job.'),
    labels: labels().optional().describe('Labels for each backup.'),
    target: objectName()
      .default('default')
      .describe("The backup target; Longhorn's own is called 'default'."),
    targetUrl: z
      .string()
      .max(500)
      .regex(
        TARGET_URL,
        "must be a place such as 's3://bucket@eu-central-1/folder/' or 'nfs://server.example.com:/folder'",
      )
      .refine(url => !url.includes('..'), "must not contain '..'")
      .describe(
        "Where backups go: 's3://bucket@region/folder/'. Give each cluster a folder of its own.",
      ),
    credentialSecret: objectName()
      .optional()
      .describe(
        'The Secret in the namespace of Longhorn in which it finds its credentials; it is not in Git.',
      ),
    pollInterval: z
      .string()
      .regex(
        DURATION,
        "must be a number of seconds, minutes or hours such as '5m'",
      )
      .optional()
      .describe("How often Longhorn looks at the target; '5m' for a new one."),
  })
  .strict();

/**
 * To protect volumes of Longhorn: where backups go, and a job that makes them.
 *
 * @public
 */
export const longhornBackupSaveIntentSchema =
  longhornBackupSaveFields.superRefine((intent, context) => {
    if (
      intent.targetUrl.startsWith('nfs:') &&
      intent.credentialSecret !== undefined
    ) {
      context.addIssue({
        code: 'custom',
        path: ['credentialSecret'],
        message: 'must be left out: NFS has none',
      });
    }
  });

/** @public */
export type LonghornBackupSaveIntent = z.output<
  typeof longhornBackupSaveIntentSchema
>;
