import { BackupFact } from '../facts';
import { Parsed } from '../parsed';
import { backupScopeSchema } from './backupScopeSchema';
import {
  identityOf,
  message,
  messages,
  namespacedMetadata,
  numberOrZero,
  object,
  optionalInstant,
  section,
  textOrEmpty,
} from './fields';
import { namespaceLists } from './namespaceLists';
import { parseObject } from './parseObject';
import { FactIndex, KindDefinition } from './types';

const SCHEDULE_LABEL = 'velero.io/schedule-name';
const CLUSTER_LABEL = 'velero-manager.io/cluster';
const VERSION_ANNOTATION = 'velero.io/source-cluster-k8s-gitversion';

const schema = object({
  metadata: namespacedMetadata,
  spec: backupScopeSchema,
  status: section({
    phase: textOrEmpty,
    startTimestamp: optionalInstant,
    completionTimestamp: optionalInstant,
    expiration: optionalInstant,
    warnings: numberOrZero,
    errors: numberOrZero,
    failureReason: message,
    validationErrors: messages,
    csiVolumeSnapshotsAttempted: numberOrZero,
    csiVolumeSnapshotsCompleted: numberOrZero,
    volumeSnapshotsAttempted: numberOrZero,
    volumeSnapshotsCompleted: numberOrZero,
    hookStatus: section({ hooksFailed: numberOrZero }),
  }),
});

function parse(value: unknown): Parsed<BackupFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    schedule: metadata.labels[SCHEDULE_LABEL] || null,
    phase: status.phase,
    scope: spec,
    startedAt: status.startTimestamp,
    completedAt: status.completionTimestamp,
    expiresAt: status.expiration,
    warnings: status.warnings,
    errors: status.errors,
    failureReason: status.failureReason || null,
    validationErrors: status.validationErrors,
    csiSnapshotsAttempted: status.csiVolumeSnapshotsAttempted,
    csiSnapshotsCompleted: status.csiVolumeSnapshotsCompleted,
    volumeSnapshotsAttempted: status.volumeSnapshotsAttempted,
    volumeSnapshotsCompleted: status.volumeSnapshotsCompleted,
    hooksFailed: status.hookStatus.hooksFailed,
    sourceClusterVersion: metadata.annotations[VERSION_ANNOTATION] ?? null,
    clusterLabel: metadata.labels[CLUSTER_LABEL] || null,
  }));
}

function index(fact: BackupFact): FactIndex {
  return {
    owner: fact.schedule ?? '',
    occurredAt: fact.startedAt ?? fact.createdAt,
    outcome: fact.phase,
    targets: [],
    namespaces: namespaceLists(fact.scope),
  };
}

/** How a Velero Backup is read. @internal */
export const backupKind: KindDefinition<'Backup'> = {
  kind: 'Backup',
  engine: 'velero',
  group: 'velero.io',
  versions: ['v1'],
  resource: 'backups',
  parse,
  index,
};
