import { z } from 'zod/v3';
import { label, objectName, storeUrl } from './fields';
import { fiveFieldCron } from './fiveFieldCron';

/** How CloudNative-PG takes base backups. @public */
export const postgresBackupMethods = ['plugin', 'barmanObjectStore'] as const;
/** What the write-ahead log may be compressed with. */
const WAL_COMPRESSIONS = [
  'gzip',
  'bzip2',
  'lz4',
  'snappy',
  'xz',
  'zstd',
] as const;

/** The longest name of a database: its Backups add 15, and names end at 63. */
const MAX_DATABASE_LENGTH = 48;
const DATABASE = /^[a-z]([-a-z0-9]{0,46}[a-z0-9])?$/;
/** As the CRD of ObjectStore has it, and no longer than anybody needs. */
const RETENTION = /^[1-9][0-9]{0,3}[dwm]$/;
const SECRET_KEY = /^[-._a-zA-Z0-9]{1,253}$/;
const DESTINATION =
  /^((s3|gs):\/\/[a-z0-9][-a-z0-9.]{1,61}[a-z0-9]|https:\/\/[a-z0-9]{3,24}\.blob\.core\.windows\.net\/[a-z0-9][-a-z0-9]{1,61}[a-z0-9])(\/[A-Za-z0-9][-A-Za-z0-9_.]{0,62}){0,5}\/?$/;

const secretKey = (text: string) =>
  z
    .string()
    .regex(SECRET_KEY, 'must be the key of a Secret')
    .optional()
    .describe(text);

const credentialSecret = z
  .object({
    name: objectName().describe(
      'The Secret in the namespace of the database; it is not in Git.',
    ),
    accessKeyId: secretKey("S3: the key of the access key; 'ACCESS_KEY_ID'."),
    secretAccessKey: secretKey(
      "S3: the key of the secret access key; 'ACCESS_SECRET_KEY'.",
    ),
    key: secretKey(
      "Google Cloud and Azure: the key; 'gcsCredentials' or 'AZURE_CONNECTION_STRING'.",
    ),
  })
  .strict();

/**
 * The fields of {@link postgresBackupSaveIntentSchema}, without the rules between them.
 *
 * @internal
 */
export const postgresBackupSaveFields = z
  .object({
    kind: z.literal('postgres-backup:save'),
    environment: label().describe(
      'The environment that the cluster is part of.',
    ),
    cluster: label().describe('The Kubernetes cluster of the database.'),
    namespace: label().describe('The namespace of the database.'),
    database: z
      .string()
      .max(MAX_DATABASE_LENGTH)
      .regex(
        DATABASE,
        "must begin with a letter and be lower-case letters, digits and '-', at most 48 characters",
      )
      .describe('The name of the Cluster of CloudNative-PG.'),
    method: z
      .enum(postgresBackupMethods)
      .default('plugin')
      .describe(
        "The Barman Cloud plugin; 'barmanObjectStore' only where the operator is too old for it.",
      ),
    cron: fiveFieldCron().describe(
      "When to take base backups, in UTC: five fields such as '0 2 * * *', or '@daily'. Seconds are added for CloudNative-PG.",
    ),
    retention: z
      .string()
      .regex(
        RETENTION,
        "must be a number of days, weeks or months such as '30d', '4w' or '6m'",
      )
      .describe(
        "How far back the database can be recovered, such as '30d', '4w' or '6m'.",
      ),
    destinationPath: z
      .string()
      .max(500)
      .regex(
        DESTINATION,
        "must be a place such as 's3://bucket/folder', 'gs://bucket/folder' or 'https://account.blob.core.windows.net/container/folder'",
      )
      .refine(path => !path.includes('..'), "must not contain '..'")
      .describe(
        "Where backups and write-ahead log go: 's3://bucket/folder'. Give each Kubernetes cluster a folder of its own.",
      ),
    endpointUrl: storeUrl()
      .optional()
      .describe('The address of a store that speaks S3, such as MinIO.'),
    credentialSecret: credentialSecret
      .optional()
      .describe(
        'Where the credentials of the store are; leave out where the pods have an identity of the cloud.',
      ),
    walCompression: z
      .enum(WAL_COMPRESSIONS)
      .optional()
      .describe('How the write-ahead log is compressed; gzip for a new one.'),
    objectStore: objectName()
      .optional()
      .describe(
        'The ObjectStore to use or to make; called like the database when left out.',
      ),
  })
  .strict();

/**
 * To protect a PostgreSQL cluster of CloudNative-PG: where its backups go, and
 * when base backups are taken.
 *
 * @public
 */
export const postgresBackupSaveIntentSchema =
  postgresBackupSaveFields.superRefine((intent, context) => {
    const complain = (path: string[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const provider = providerOf(intent.destinationPath);
    if (provider !== 's3' && intent.endpointUrl !== undefined) {
      complain(['endpointUrl'], 'must be left out: only S3 has one');
    }
    if (intent.method !== 'plugin' && intent.objectStore !== undefined) {
      complain(['objectStore'], 'must be left out: only the plugin has one');
    }
    const { accessKeyId, secretAccessKey, key } = intent.credentialSecret ?? {};
    if (provider === 's3' && key !== undefined) {
      complain(
        ['credentialSecret', 'key'],
        'must be left out: S3 has two keys',
      );
    }
    if (provider !== 's3' && (accessKeyId ?? secretAccessKey) !== undefined) {
      complain(
        ['credentialSecret'],
        "must name its 'key': access keys are those of S3",
      );
    }
  });

/** Whose store a destination is in. @internal */
export function providerOf(destinationPath: string): 's3' | 'gcs' | 'azure' {
  if (destinationPath.startsWith('s3:')) return 's3';
  return destinationPath.startsWith('gs:') ? 'gcs' : 'azure';
}

/** @public */
export type PostgresBackupSaveIntent = z.output<
  typeof postgresBackupSaveIntentSchema
>;
