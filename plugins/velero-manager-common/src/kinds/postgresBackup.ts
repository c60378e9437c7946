import { PostgresBackupFact } from '../facts';
import { Parsed } from '../parsed';
import {
  identityOf,
  message,
  namespacedMetadata,
  object,
  optional,
  optionalInstant,
  section,
  text,
  textOrEmpty,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { FactIndex, KindDefinition } from './types';

const SCHEDULED_BACKUP_LABEL = 'cnpg.io/scheduled-backup';

const schema = object({
  metadata: namespacedMetadata,
  spec: object({
    cluster: object({ name: text }),
    method: optional(text, 'barmanObjectStore'),
  }),
  status: section({
    phase: textOrEmpty,
    startedAt: optionalInstant,
    stoppedAt: optionalInstant,
    error: message,
  }),
});

function parse(value: unknown): Parsed<PostgresBackupFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    cluster: spec.cluster.name,
    scheduledBackup: metadata.labels[SCHEDULED_BACKUP_LABEL] || null,
    method: spec.method,
    phase: status.phase,
    startedAt: status.startedAt,
    stoppedAt: status.stoppedAt,
    error: status.error || null,
  }));
}

function index(fact: PostgresBackupFact): FactIndex {
  return {
    ...noIndex(),
    owner: fact.cluster,
    occurredAt: fact.startedAt ?? fact.createdAt,
    outcome: fact.phase,
  };
}

/** How a CloudNative-PG Backup is read. @internal */
export const postgresBackupKind: KindDefinition<'PostgresBackup'> = {
  kind: 'PostgresBackup',
  engine: 'cloudnative-pg',
  group: 'postgresql.cnpg.io',
  versions: ['v1'],
  resource: 'backups',
  parse,
  index,
};
