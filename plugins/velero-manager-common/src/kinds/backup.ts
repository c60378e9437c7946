import { z } from 'zod';
import { BackupFact } from '../facts';
import { Parsed } from '../parsed';
import { backupScopeShape, toScope } from './backupScope';
import {
  identityOf,
  message,
  messages,
  namespacedMetadata,
  number,
  numberOrZero,
  object,
  optional,
  optionalInstant,
  section,
  textOrEmpty,
} from './fields';
import { namespaceLists } from './namespaceLists';
import { parseObject } from './parseObject';
import { snapshotClassesOf } from './snapshotClasses';
import { FactIndex, KindDefinition } from './types';

const SCHEDULE_LABEL = 'velero.io/schedule-name';
const CLUSTER_LABEL = 'velero-manager.io/cluster';
const GC_FAILURE_LABEL = 'velero.io/gc-failure';
const VERSION_ANNOTATION = 'velero.io/source-cluster-k8s-gitversion';

const schema = object({
  metadata: namespacedMetadata,
  spec: section(backupScopeShape),
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
    backupItemOperationsAttempted: numberOrZero,
    backupItemOperationsCompleted: numberOrZero,
    backupItemOperationsFailed: numberOrZero,
    hookStatus: section({ hooksFailed: numberOrZero }),
    progress: section({
      totalItems: optional(number, null),
      itemsBackedUp: optional(number, null),
    }),
  }),
});

type Read = z.output<typeof schema>;

function parse(value: unknown): Parsed<BackupFact> {
  return parseObject(schema, value, ({ metadata, spec, status }) => ({
    ...identityOf(metadata),
    deletedAt: metadata.deletionTimestamp,
    schedule: metadata.labels[SCHEDULE_LABEL] || null,
    phase: status.phase,
    scope: toScope(spec),
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
    itemOperationsAttempted: status.backupItemOperationsAttempted,
    itemOperationsCompleted: status.backupItemOperationsCompleted,
    itemOperationsFailed: status.backupItemOperationsFailed,
    hooksFailed: status.hookStatus.hooksFailed,
    ...itemsOf(status),
    ownerUids: metadata.ownerReferences.map(({ uid }) => uid),
    gcFailure: metadata.labels[GC_FAILURE_LABEL] || null,
    snapshotClasses: snapshotClassesOf(metadata.annotations),
    sourceClusterVersion: metadata.annotations[VERSION_ANNOTATION] ?? null,
    clusterLabel: metadata.labels[CLUSTER_LABEL] || null,
  }));
}

/** Velero counts them up every second: what changes so often is no fact of a run. */
function itemsOf({
  completionTimestamp,
  progress,
}: Read['status']): Pick<BackupFact, 'itemsTotal' | 'itemsBackedUp'> {
  const hasEnded = completionTimestamp !== null;
  return {
    itemsTotal: hasEnded ? progress.totalItems : null,
    itemsBackedUp: hasEnded ? progress.itemsBackedUp : null,
  };
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
