import { kubeTime } from './kubeTime';
import {
  BackupObject,
  BACKUPS,
  BackupStatus,
  LocationObject,
  LOCATIONS,
  RunPlan,
  VeleroContext,
} from './types';

/** Velero's default for `spec.ttl`, as the server writes it. */
const DEFAULT_TTL = '720h0m0s';

/**
 * Moves every unfinished backup one step on: New → Queued → InProgress → its
 * end (velero pkg/controller/backup_controller.go).
 *
 * @internal
 */
export function runBackups(context: VeleroContext, now: Date): void {
  const { store, namespace } = context;
  for (const object of store.list(BACKUPS, { namespace })) {
    const backup = object as BackupObject;
    switch (backup.status?.phase ?? '') {
      case '':
        write(context, backup, { status: { phase: 'New' } });
        break;
      case 'New':
        write(context, backup, {
          status: { phase: 'Queued', queuePosition: 1 },
        });
        break;
      case 'Queued':
        start(context, backup, now);
        break;
      case 'InProgress':
        finish(context, backup, now);
        break;
      default:
    }
  }
}

function start(context: VeleroContext, backup: BackupObject, now: Date): void {
  const location = locationOf(context, backup);
  const ttl = backup.spec.ttl ?? DEFAULT_TTL;
  const expiration = kubeTime(new Date(now.getTime() + parseGoHours(ttl)));
  const problem = whyNotUsable(location, backup);
  if (problem) {
    write(context, backup, {
      status: {
        phase: 'FailedValidation',
        queuePosition: null,
        validationErrors: [problem],
        expiration,
      },
    });
    return;
  }
  write(context, backup, {
    metadata: {
      labels: { 'velero.io/storage-location': location!.metadata.name },
      annotations: { 'velero.io/source-cluster-k8s-gitversion': 'v1.33.4' },
    },
    spec: {
      ttl,
      storageLocation: location!.metadata.name,
      includedNamespaces: backup.spec.includedNamespaces ?? ['*'],
      snapshotMoveData: backup.spec.snapshotMoveData ?? false,
      defaultVolumesToFsBackup: backup.spec.defaultVolumesToFsBackup ?? false,
    },
    status: {
      phase: 'InProgress',
      queuePosition: null,
      formatVersion: '1.1.0',
      version: 1,
      startTimestamp: kubeTime(now),
      expiration,
    },
  });
}

function finish(context: VeleroContext, backup: BackupObject, now: Date): void {
  const startedAt = Date.parse(String(backup.status?.startTimestamp));
  if (now.getTime() - startedAt < context.durationMs) {
    return;
  }
  const plan = planOf(context, backup, startedAt);
  const finished = write(context, backup, { status: endOf(plan, now) });
  const location = locationOf(context, backup);
  if (location && finished.status?.phase !== 'Failed') {
    const { bucket, prefix } = location.spec.objectStorage;
    context.buckets.get(bucket)?.put(prefix ?? '', finished);
  }
}

function endOf(plan: RunPlan | undefined, now: Date): BackupStatus {
  const completionTimestamp = kubeTime(now);
  if (!plan) {
    return {
      phase: 'Completed',
      completionTimestamp,
      progress: { totalItems: 128, itemsBackedUp: 128 },
    };
  }
  return {
    phase: plan.outcome,
    completionTimestamp,
    errors: plan.errors,
    failureReason: plan.failureReason,
    progress: { totalItems: 128, itemsBackedUp: 120 },
  };
}

function planOf(
  context: VeleroContext,
  backup: BackupObject,
  startedAt: number,
): RunPlan | undefined {
  const schedule = backup.metadata.labels?.['velero.io/schedule-name'];
  return context.plans.find(
    plan =>
      plan.schedule === schedule && startedAt >= (plan.after?.getTime() ?? 0),
  );
}

function locationOf(
  context: VeleroContext,
  backup: BackupObject,
): LocationObject | undefined {
  const locations = context.store.list(LOCATIONS, {
    namespace: context.namespace,
  }) as LocationObject[];
  const wanted = backup.spec.storageLocation;
  return locations.find(location =>
    wanted ? location.metadata.name === wanted : location.spec.default,
  );
}

function whyNotUsable(
  location: LocationObject | undefined,
  backup: BackupObject,
): string | null {
  if (!location) {
    return `an existing backup storage location wasn't specified at backup creation time and the default '${
      backup.spec.storageLocation ?? 'default'
    }' wasn't found`;
  }
  const { name } = location.metadata;
  if (location.spec.accessMode === 'ReadOnly') {
    return `backup can't be created because backup storage location ${name} is currently in read-only mode`;
  }
  if (location.status?.phase !== 'Available') {
    return `backup can't be created because BackupStorageLocation ${name} is in Unavailable status.`;
  }
  return null;
}

/** Durations in the story are whole hours, as `720h0m0s`. */
function parseGoHours(ttl: string): number {
  const hours = /^(\d+)h/.exec(ttl);
  if (!hours) {
    throw new Error(
      `Unexpected ttl '${ttl}', expected hours such as '720h0m0s'`,
    );
  }
  return Number(hours[1]) * 3_600_000;
}

function write(
  context: VeleroContext,
  backup: BackupObject,
  patch: Record<string, unknown>,
): BackupObject {
  const key = { namespace: context.namespace, name: backup.metadata.name };
  return context.store.patch(BACKUPS, key, { patch }) as BackupObject;
}
