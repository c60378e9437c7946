import { PostgresScheduledBackupFact } from '../facts';
import { Parsed } from '../parsed';
import {
  flag,
  identityOf,
  message,
  namespacedMetadata,
  object,
  optional,
  optionalInstant,
  section,
  text,
} from './fields';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { readSpecHash } from './readSpecHash';
import { FactIndex, KindDefinition } from './types';

const schema = object({
  metadata: namespacedMetadata,
  spec: object({
    schedule: text,
    suspend: optional(flag, false),
    immediate: optional(flag, false),
    cluster: object({ name: text }),
    method: optional(text, 'barmanObjectStore'),
  }),
  status: section({
    lastCheckTime: optionalInstant,
    lastScheduleTime: optionalInstant,
    nextScheduleTime: optionalInstant,
    error: message,
  }),
});

function parse(value: unknown): Parsed<PostgresScheduledBackupFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    specHash: readSpecHash(metadata),
    cron: spec.schedule,
    suspended: spec.suspend,
    immediate: spec.immediate,
    cluster: spec.cluster.name,
    method: spec.method,
    lastCheckedAt: status.lastCheckTime,
    lastScheduledAt: status.lastScheduleTime,
    nextScheduledAt: status.nextScheduleTime,
    error: status.error || null,
  }));
}

function index(fact: PostgresScheduledBackupFact): FactIndex {
  return { ...noIndex(), owner: fact.cluster };
}

/** How a CloudNative-PG ScheduledBackup is read. @internal */
export const postgresScheduledBackupKind: KindDefinition<'PostgresScheduledBackup'> =
  {
    kind: 'PostgresScheduledBackup',
    engine: 'cloudnative-pg',
    group: 'postgresql.cnpg.io',
    versions: ['v1'],
    resource: 'scheduledbackups',
    parse,
    index,
  };
