import { StorageLocationFact } from '../facts';
import { Parsed } from '../parsed';
import {
  flag,
  identityOf,
  message,
  namespacedMetadata,
  object,
  optional,
  optionalDuration,
  optionalInstant,
  section,
  textMap,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { readSpecHash } from './readSpecHash';
import { readSwitch } from './readSwitch';
import { KindDefinition } from './types';

/** What the server does when `spec.validationFrequency` is absent. */
const DEFAULT_VALIDATION_SECONDS = 60;
/** Any of them makes the store encrypt (velero-plugin-for-aws backupstoragelocation.md). */
const ENCRYPTION_KEYS = [
  'serverSideEncryption',
  'kmsKeyId',
  'customerKeyEncryptionFile',
  'customerKeyEncryptionSecret',
];

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    provider: textOrEmpty,
    objectStorage: section({ bucket: textOrEmpty, prefix: textOrEmpty }),
    config: textMap,
    default: optional(flag, false),
    accessMode: textOrEmpty,
    validationFrequency: optionalDuration,
    credential: section({ name: textOrEmpty, key: textOrEmpty }),
  }),
  status: section({
    phase: textOrEmpty,
    message,
    lastValidationTime: optionalInstant,
  }),
});

function parse(value: unknown): Parsed<StorageLocationFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    specHash: readSpecHash(metadata),
    provider: spec.provider,
    bucket: spec.objectStorage.bucket,
    prefix: spec.objectStorage.prefix,
    endpoint:
      spec.config.s3Url ||
      spec.config.storageAccount ||
      spec.config.region ||
      '',
    accessMode: spec.accessMode === 'ReadOnly' ? 'ReadOnly' : 'ReadWrite',
    isDefault: spec.default,
    phase: readPhase(status.phase),
    message: status.message || null,
    lastValidatedAt: status.lastValidationTime,
    validationFrequencySeconds:
      spec.validationFrequency ?? DEFAULT_VALIDATION_SECONDS,
    skipsTlsVerify: readSwitch(spec.config.insecureSkipTLSVerify) ?? false,
    isEncrypted: ENCRYPTION_KEYS.some(key => Boolean(spec.config[key])),
    credential: spec.credential.name === '' ? null : spec.credential,
  }));
}

/** A phase that Velero does not have is no phase: nothing is known. */
function readPhase(phase: string): StorageLocationFact['phase'] {
  return phase === 'Available' || phase === 'Unavailable' ? phase : '';
}

/** How a Velero BackupStorageLocation is read. @internal */
export const storageLocationKind: KindDefinition<'BackupStorageLocation'> = {
  kind: 'BackupStorageLocation',
  engine: 'velero',
  group: 'velero.io',
  versions: ['v1'],
  resource: 'backupstoragelocations',
  parse,
  index: noIndex,
};
