import { ScheduleFact } from '../facts';
import { Parsed } from '../parsed';
import { backupScopeSchema } from './backupScopeSchema';
import {
  identityOf,
  messages,
  namespacedMetadata,
  object,
  optional,
  optionalFlag,
  optionalInstant,
  flag,
  section,
  textOrEmpty,
} from './fields';
import { namespaceLists } from './namespaceLists';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { FactIndex, KindDefinition } from './types';

const CHANGE_ANNOTATION = 'velero-manager.io/change';

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    schedule: textOrEmpty,
    paused: optional(flag, false),
    skipImmediately: optionalFlag,
    template: backupScopeSchema,
  }),
  status: section({
    phase: textOrEmpty,
    validationErrors: messages,
    lastBackup: optionalInstant,
    lastSkipped: optionalInstant,
  }),
});

function parse(value: unknown): Parsed<ScheduleFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    cron: spec.schedule,
    paused: spec.paused,
    skipImmediately: spec.skipImmediately,
    phase: status.phase,
    validationErrors: status.validationErrors,
    lastBackupAt: status.lastBackup,
    lastSkippedAt: status.lastSkipped,
    scope: spec.template,
    change: metadata.annotations[CHANGE_ANNOTATION] ?? null,
  }));
}

function index(fact: ScheduleFact): FactIndex {
  return {
    ...noIndex(),
    owner: fact.name,
    namespaces: namespaceLists(fact.scope),
  };
}

/** How a Velero Schedule is read. @internal */
export const scheduleKind: KindDefinition<'Schedule'> = {
  kind: 'Schedule',
  engine: 'velero',
  group: 'velero.io',
  versions: ['v1'],
  resource: 'schedules',
  parse,
  index,
};
