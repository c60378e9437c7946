import { LonghornBackupFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  message,
  namespacedMetadata,
  object,
  saidInstant,
  section,
  textMap,
  textOrEmpty,
} from './fields';
import { sizeText } from './longhornFields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { FactIndex, KindDefinition } from './types';

const VOLUME_LABEL = 'backup-volume';
const TARGET_LABEL = 'backup-target';
/** The label of a backup that names the recurring job which made it. */
const JOB_LABEL = 'RecurringJob';

const schema = object({
  metadata: namespacedMetadata,
  spec: section({ labels: textMap }),
  status: section({
    state: textOrEmpty,
    error: message,
    volumeName: textOrEmpty,
    backupTargetName: textOrEmpty,
    snapshotCreatedAt: saidInstant,
    backupCreatedAt: saidInstant,
    labels: textMap,
    size: sizeText,
    newlyUploadDataSize: sizeText,
  }),
});

/** How far it is, in percent, is left out: it changes every second and says nothing of what can be restored. */
function parse(value: unknown): Parsed<LonghornBackupFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    volume: status.volumeName || metadata.labels[VOLUME_LABEL] || '',
    backupTarget:
      status.backupTargetName || metadata.labels[TARGET_LABEL] || '',
    state: status.state,
    error: status.error || null,
    snapshotAt: status.snapshotCreatedAt,
    completedAt: status.backupCreatedAt,
    recurringJob: status.labels[JOB_LABEL] || spec.labels[JOB_LABEL] || null,
    sizeBytes: status.size,
    uploadedBytes: status.newlyUploadDataSize,
  }));
}

function index(fact: LonghornBackupFact): FactIndex {
  return {
    ...noIndex(),
    owner: fact.volume,
    occurredAt: fact.snapshotAt ?? fact.createdAt,
    outcome: fact.state,
  };
}

/** How a Longhorn Backup is read. @internal */
export const longhornBackupKind: KindDefinition<'LonghornBackup'> = {
  kind: 'LonghornBackup',
  engine: 'longhorn',
  group: 'longhorn.io',
  versions: ['v1beta2'],
  resource: 'backups',
  parse,
  index,
};
