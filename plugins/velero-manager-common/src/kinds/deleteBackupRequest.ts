import { DeleteBackupRequestFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  messages,
  namespacedMetadata,
  object,
  section,
  text,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { FactIndex, KindDefinition } from './types';

const BACKUP_UID_LABEL = 'velero.io/backup-uid';

const schema = object({
  metadata: namespacedMetadata,
  spec: object({ backupName: text }),
  status: section({ phase: textOrEmpty, errors: messages }),
});

function parse(value: unknown): Parsed<DeleteBackupRequestFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    backup: spec.backupName,
    backupUid: metadata.labels[BACKUP_UID_LABEL] || null,
    phase: status.phase,
    errors: status.errors,
  }));
}

function index(fact: DeleteBackupRequestFact): FactIndex {
  return {
    ...noIndex(),
    owner: fact.backup,
    occurredAt: fact.createdAt,
    outcome: fact.phase,
  };
}

/** How a Velero DeleteBackupRequest is read. @internal */
export const deleteBackupRequestKind: KindDefinition<'DeleteBackupRequest'> = {
  kind: 'DeleteBackupRequest',
  engine: 'velero',
  group: 'velero.io',
  versions: ['v1'],
  resource: 'deletebackuprequests',
  parse,
  index,
};
