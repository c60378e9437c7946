import { plainPem } from '../../intents/certificate';
import type { StorageLocationSaveIntent } from '../../intents';
import type { Field } from '../objectFields';
import { locationDuration } from './locationDuration';

/** A BackupStorageLocation, without its name. @internal */
export const STORAGE_LOCATION = {
  apiVersion: 'velero.io/v1',
  kind: 'BackupStorageLocation',
} as const;

/** Under which name Velero knows the plug-in of a provider. @internal */
export const PLUGIN_OF: Record<
  StorageLocationSaveIntent['provider'],
  'aws' | 'azure' | 'gcp'
> = {
  aws: 'aws',
  // MinIO speaks S3; its plug-in is that of AWS.
  minio: 'aws',
  azure: 'azure',
  gcp: 'gcp',
};

const FILE_PREFIX: Record<StorageLocationSaveIntent['provider'], string> = {
  aws: 'aws-s3',
  minio: 'minio',
  azure: 'azure-blob',
  gcp: 'gcs',
};

/** Fields of an intent that are keys of `spec.config`, in this order. */
const CONFIG = [
  's3Url',
  'serverSideEncryption',
  'kmsKeyId',
  'resourceGroup',
  'storageAccount',
  'subscriptionId',
  'storageAccountKeyEnvVar',
  'serviceAccount',
  'kmsKeyName',
] as const;

/** What the file of a new location is called: `gcs-production-europe-west3.yaml`. @internal */
export function savedLocationFileName(
  intent: StorageLocationSaveIntent,
): string {
  return `${FILE_PREFIX[intent.provider]}-${intent.environment}-${
    intent.region
  }.yaml`;
}

/**
 * The fields of a location that an intent speaks of. For a new one they are all
 * that it has; an edit leaves the others as they are.
 *
 * @internal
 */
export function locationFields(intent: StorageLocationSaveIntent): Field[] {
  const isNew = intent.existing === undefined;
  const fields: Field[] = [];
  const set = (path: string, value: unknown) =>
    fields.push([['spec', ...path.split('.')], value]);
  if (isNew) set('provider', PLUGIN_OF[intent.provider]);
  if (intent.default !== undefined) set('default', intent.default || undefined);
  if (isNew || intent.accessMode) {
    set('accessMode', intent.accessMode ?? 'ReadWrite');
  }
  set('objectStorage.bucket', intent.bucket);
  const prefix = intent.prefix ?? (isNew ? intent.cluster : undefined);
  if (prefix !== undefined) set('objectStorage.prefix', prefix || undefined);
  fields.push(...trustFields(intent), ...configFields(intent, isNew));
  if (intent.credentialSecret) {
    set('credential.name', intent.credentialSecret.name);
    set('credential.key', intent.credentialSecret.key);
  }
  if (intent.validationFrequency) {
    set('validationFrequency', locationDuration(intent.validationFrequency));
  }
  return fields;
}

function configFields(
  intent: StorageLocationSaveIntent,
  isNew: boolean,
): Field[] {
  const fields: Field[] = [];
  const set = (key: string, value: string) =>
    fields.push([['spec', 'config', key], value]);
  const speaksS3 = PLUGIN_OF[intent.provider] === 'aws';
  // The plug-ins of Azure and Google Cloud refuse a region.
  if (speaksS3 && intent.region !== undefined) set('region', intent.region);
  const pathStyle =
    intent.s3ForcePathStyle ??
    (isNew && intent.provider === 'minio' ? true : undefined);
  if (pathStyle !== undefined) set('s3ForcePathStyle', String(pathStyle));
  for (const key of CONFIG) {
    const value = intent[key];
    if (value !== undefined) set(key, value);
  }
  return fields;
}

/** The API refuses a location with both of them. */
function trustFields({
  caCert,
  caCertSecret,
}: StorageLocationSaveIntent): Field[] {
  const store = ['spec', 'objectStorage'];
  if (caCert !== undefined) {
    return [
      [[...store, 'caCertRef'], undefined],
      // PEM is ASCII; the field is one of bytes, so base64 stands in YAML.
      [[...store, 'caCert'], btoa(plainPem(caCert))],
    ];
  }
  if (caCertSecret === undefined) return [];
  return [
    [[...store, 'caCert'], undefined],
    [[...store, 'caCertRef', 'name'], caCertSecret.name],
    [[...store, 'caCertRef', 'key'], caCertSecret.key],
  ];
}
