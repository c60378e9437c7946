import { ScheduleFact } from '../facts';
import { Parsed } from '../parsed';
import { backupScopeShape, toScope } from './backupScope';
import {
  identityOf,
  messages,
  namespacedMetadata,
  object,
  optional,
  optionalFlag,
  optionalInstant,
  optionalTextMap,
  flag,
  section,
  textOrEmpty,
} from './fields';
import { namespaceLists } from './namespaceLists';
import { noIndex } from './noIndex';
import { parseObject } from './parseObject';
import { readSpecHash } from './readSpecHash';
import { snapshotClassesOf } from './snapshotClasses';
import { FactIndex, KindDefinition } from './types';

const CHANGE_ANNOTATION = 'velero-manager.io/change';
const TRACKING_ANNOTATION = 'argocd.argoproj.io/tracking-id';

const schema = object({
  metadata: namespacedMetadata,
  spec: section({
    schedule: textOrEmpty,
    paused: optional(flag, false),
    skipImmediately: optionalFlag,
    useOwnerReferencesInBackup: optional(flag, false),
    template: section({
      ...backupScopeShape,
      metadata: section({
        labels: optionalTextMap,
        annotations: optionalTextMap,
      }),
    }),
  }),
  status: section({
    phase: textOrEmpty,
    validationErrors: messages,
    lastBackup: optionalInstant,
    lastSkipped: optionalInstant,
  }),
});

function parse(value: unknown): Parsed<ScheduleFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => {
    const { labels, annotations } = spec.template.metadata;
    return {
      ...identityOf(metadata),
      deletedAt: metadata.deletionTimestamp,
      cron: spec.schedule,
      paused: spec.paused,
      skipImmediately: spec.skipImmediately,
      phase: status.phase,
      validationErrors: status.validationErrors,
      lastBackupAt: status.lastBackup,
      lastSkippedAt: status.lastSkipped,
      scope: toScope(spec.template),
      change: metadata.annotations[CHANGE_ANNOTATION] ?? null,
      specHash: readSpecHash(metadata),
      labels: metadata.labels,
      backupLabels: labels ?? metadata.labels,
      hasTemplateLabels: labels !== null,
      useOwnerReferences: spec.useOwnerReferencesInBackup,
      argocdTrackingId: metadata.annotations[TRACKING_ANNOTATION] ?? null,
      snapshotClasses: snapshotClassesOf(annotations ?? metadata.annotations),
    };
  });
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
