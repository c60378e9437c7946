import { z } from 'zod/v3';
import { certificates } from './certificate';
import { label, storeUrl } from './fields';
import {
  azureKeyVariable,
  azureResourceGroup,
  azureSubscriptionId,
  Complaint,
  credentialSecret,
  existingName,
  newName,
  refineNaming,
  refineProvider,
  secretKeyRef,
  shortDuration,
} from './storeFields';

const BUCKET = /^[a-z0-9][-a-z0-9._]{1,61}[a-z0-9]$/;
const PREFIX =
  /^([A-Za-z0-9][-A-Za-z0-9_.]{0,62}(\/[A-Za-z0-9][-A-Za-z0-9_.]{0,62}){0,4})?$/;
const STORAGE_ACCOUNT = /^[a-z0-9]{3,24}$/;
const SERVICE_ACCOUNT =
  /^[a-z0-9][-a-z0-9]{4,28}[a-z0-9]@[a-z0-9][-a-z0-9.]{1,100}\.iam\.gserviceaccount\.com$/;
const KMS_KEY_ID = /^[A-Za-z0-9][-A-Za-z0-9:/_]{0,2000}$/;
const KMS_KEY_NAME =
  /^projects\/[-a-z0-9.:]{1,100}\/locations\/[-a-z0-9]{1,63}\/keyRings\/[-A-Za-z0-9_]{1,63}\/cryptoKeys\/[-A-Za-z0-9_]{1,63}$/;

/** Who keeps backups. @public */
export const storageProviders = ['aws', 'minio', 'azure', 'gcp'] as const;
/** @public */
export type StorageProvider = (typeof storageProviders)[number];

const FIELDS_OF: Record<StorageProvider, readonly string[]> = {
  aws: ['s3Url', 'kmsKeyId', 'serverSideEncryption'],
  minio: ['s3Url', 's3ForcePathStyle', 'kmsKeyId', 'serverSideEncryption'],
  azure: [
    'resourceGroup',
    'storageAccount',
    'subscriptionId',
    'storageAccountKeyEnvVar',
  ],
  gcp: ['serviceAccount', 'kmsKeyName'],
};

const place = {
  bucket: z
    .string()
    .regex(
      BUCKET,
      "must be a bucket: 3 to 63 lower-case letters, digits, '-' and '.'",
    )
    .describe('The bucket, or the container of Azure; it must exist.'),
  prefix: z
    .string()
    .regex(PREFIX, "must be a path of letters, digits, '-', '_' and '.'")
    .refine(path => !path.includes('..'), "must not contain '..'")
    .optional()
    .describe(
      "The folder of this cluster in the bucket; when left out, the cluster's name for a new location. Empty only where the bucket is this cluster's alone.",
    ),
  region: label()
    .optional()
    .describe(
      "The region, such as 'eu-central-1'; MinIO accepts any word. A new file is named after it.",
    ),
};

const ofS3 = {
  s3Url: storeUrl()
    .optional()
    .describe(
      'S3: the address of the store; needed for MinIO, left out for Amazon.',
    ),
  s3ForcePathStyle: z
    .boolean()
    .optional()
    .describe(
      'MinIO: name the bucket in the path of addresses; on for a new location when left out.',
    ),
  serverSideEncryption: z
    .enum(['AES256', 'aws:kms'])
    .optional()
    .describe('S3: how the store encrypts what it is given.'),
  kmsKeyId: z
    .string()
    .regex(KMS_KEY_ID, 'must be the id, the alias or the ARN of a key')
    .optional()
    .describe('S3: the KMS key that the store encrypts with.'),
};

const ofOthers = {
  storageAccount: z
    .string()
    .regex(
      STORAGE_ACCOUNT,
      'must be the name of a storage account: 3 to 24 lower-case letters and digits',
    )
    .optional()
    .describe('Azure: the storage account.'),
  resourceGroup: azureResourceGroup(),
  subscriptionId: azureSubscriptionId(),
  storageAccountKeyEnvVar: azureKeyVariable(),
  serviceAccount: z
    .string()
    .regex(SERVICE_ACCOUNT, 'must be the address of a service account')
    .optional()
    .describe('Google Cloud: the service account that signs addresses.'),
  kmsKeyName: z
    .string()
    .regex(
      KMS_KEY_NAME,
      "must be a key such as 'projects/p/locations/l/keyRings/r/cryptoKeys/k'",
    )
    .optional()
    .describe('Google Cloud: the KMS key that the store encrypts with.'),
};

/**
 * The fields of {@link storageLocationSaveIntentSchema}, without the rules
 * between them.
 *
 * @internal
 */
export const storageLocationSaveFields = z
  .object({
    kind: z.literal('storage-location:save'),
    environment: label().describe(
      'The environment that the cluster is part of.',
    ),
    cluster: label().describe('The cluster whose backups are kept there.'),
    existing: existingName('storage location'),
    name: newName('storage location'),
    provider: z
      .enum(storageProviders)
      .describe(
        'Amazon S3, a store that speaks S3 such as MinIO, Azure Blob or Google Cloud Storage.',
      ),
    ...place,
    ...ofS3,
    ...ofOthers,
    credentialSecret: credentialSecret().optional(),
    caCert: certificates()
      .optional()
      .describe(
        'The certificates that the store is known by, in PEM, where it is not one that everybody knows.',
      ),
    caCertSecret: secretKeyRef('ca.crt')
      .optional()
      .describe(
        'The Secret that holds these certificates instead; Velero 1.18 or newer reads it.',
      ),
    default: z
      .boolean()
      .optional()
      .describe(
        'Backups that name no location go here; no other location of the cluster stays the default.',
      ),
    accessMode: z
      .enum(['ReadWrite', 'ReadOnly'])
      .optional()
      .describe('ReadOnly for a location to restore from; backups to it fail.'),
    validationFrequency: shortDuration()
      .optional()
      .describe("How often Velero looks whether it is there, such as '5m'."),
  })
  .strict();

/**
 * To add a storage location of Velero (named by `name`) or to change one (named
 * by `existing`).
 *
 * @public
 */
export const storageLocationSaveIntentSchema =
  storageLocationSaveFields.superRefine((intent, context) => {
    const complain: Complaint = (field, message) =>
      context.addIssue({ code: 'custom', path: [field], message });
    refineNaming(intent, complain);
    refineProvider(intent, FIELDS_OF, complain);
    if (intent.existing === undefined) refineNew(intent, complain);
    if (intent.provider !== 'gcp' && intent.bucket.includes('_')) {
      complain('bucket', "must not contain '_': Google Cloud alone allows it");
    }
    if (
      intent.kmsKeyId !== undefined &&
      intent.serverSideEncryption === 'AES256'
    )
      complain(
        'serverSideEncryption',
        "must be 'aws:kms' or left out where a KMS key is named",
      );
    if (intent.caCert !== undefined && intent.caCertSecret !== undefined) {
      complain('caCertSecret', "must be left out where 'caCert' is given");
    }
    if (intent.default === true && intent.accessMode === 'ReadOnly') {
      complain(
        'accessMode',
        "must not be 'ReadOnly': no backup could go to the default location",
      );
    }
  });

/** What a new location cannot do without. */
function refineNew(
  intent: z.infer<typeof storageLocationSaveFields>,
  complain: Complaint,
): void {
  if (intent.region === undefined) complain('region', 'is missing');
  if (intent.provider === 'minio' && intent.s3Url === undefined) {
    complain('s3Url', 'is missing: MinIO has no address of its own');
  }
  if (intent.provider === 'azure' && intent.storageAccount === undefined) {
    complain('storageAccount', 'is missing');
  }
}

/** @public */
export type StorageLocationSaveIntent = z.infer<
  typeof storageLocationSaveIntentSchema
>;

/**
 * What the location of an intent is called in the cluster.
 *
 * @internal
 */
export function locationNameOf(intent: {
  existing?: string;
  name?: string;
}): string {
  return intent.existing ?? intent.name ?? '';
}
