import { kubeTime } from './kubeTime';
import { selectedNamespaces } from './selectedNamespaces';
import {
  BackupObject,
  BACKUPS,
  BackupStatus,
  DATA_UPLOADS,
  LocationObject,
  POD_VOLUME_BACKUPS,
  RunPlan,
  VeleroContext,
} from './types';
import { findLocation, whyNotUsable } from './usableLocation';
import { beginCopies, copiesOf, endCopies } from './volumes/moveCopies';
import { requestCopies } from './volumes/requestCopies';

/** Velero's default for `spec.ttl`, as the server writes it. */
const DEFAULT_TTL = '720h0m0s';

/** Phases in which a backup holds its namespaces. */
const RUNNING = ['ReadyToStart', 'InProgress', 'WaitingForPluginOperations'];

/**
 * Moves every unfinished backup one step on: New → Queued → InProgress →
 * (WaitingForPluginOperations while a data mover works) → Finalizing → its end
 * (velero pkg/controller/backup_queue_controller.go, backup_controller.go,
 * backup_operations_controller.go, backup_finalizer_controller.go).
 *
 * @internal
 */
export function runBackups(context: VeleroContext, now: Date): void {
  const backups = context.work.open(BACKUPS) as BackupObject[];
  const running = backups.filter(isRunning);
  for (const backup of backups) {
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
        if (mayStart(context, backup, running)) {
          running.push(...[start(context, backup, now)].filter(isRunning));
        }
        break;
      case 'InProgress':
        beginCopies(context, backup, now);
        collect(context, backup, now);
        break;
      case 'WaitingForPluginOperations':
        awaitOperations(context, backup, now);
        break;
      case 'Finalizing':
      case 'FinalizingPartiallyFailed':
        finish(context, backup, now);
        break;
      default:
    }
  }
}

function isRunning({ status }: BackupObject): boolean {
  return RUNNING.includes(status?.phase ?? '');
}

/** A free place, and no namespace that an earlier backup still works on. */
function mayStart(
  context: VeleroContext,
  backup: BackupObject,
  running: BackupObject[],
): boolean {
  if (running.length >= context.settings.concurrentBackups) return false;
  if (running.length === 0) return true;
  const { selected } = selectedNamespaces(context, backup);
  return !running.some(other =>
    [...selectedNamespaces(context, other).selected].some(name =>
      selected.has(name),
    ),
  );
}

function start(
  context: VeleroContext,
  backup: BackupObject,
  now: Date,
): BackupObject {
  const location = findLocation(context, backup);
  const ttl = backup.spec.ttl ?? DEFAULT_TTL;
  const expiration = kubeTime(new Date(now.getTime() + parseGoHours(ttl)));
  const problem = whyNotUsable(location, backup);
  if (problem) {
    return write(context, backup, {
      status: {
        phase: 'FailedValidation',
        queuePosition: null,
        validationErrors: [problem],
        expiration,
      },
    });
  }
  const { defaultVolumesToFsBackup } = context.settings;
  const started = write(context, backup, {
    metadata: {
      labels: { 'velero.io/storage-location': location!.metadata.name },
      annotations: {
        'velero.io/source-cluster-k8s-gitversion': 'v1.33.4',
        'velero.io/source-cluster-k8s-major-version': '1',
        'velero.io/source-cluster-k8s-minor-version': '33',
      },
    },
    spec: {
      ttl,
      storageLocation: location!.metadata.name,
      includedNamespaces: backup.spec.includedNamespaces ?? ['*'],
      snapshotMoveData: backup.spec.snapshotMoveData ?? false,
      defaultVolumesToFsBackup:
        backup.spec.defaultVolumesToFsBackup ?? defaultVolumesToFsBackup,
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
  return write(context, started, {
    status: requestCopies(context, started, now),
  });
}

/** The items are written; what data movers do is waited for. */
function collect(
  context: VeleroContext,
  backup: BackupObject,
  now: Date,
): void {
  const startedAt = startOf(backup);
  const plan = planOf(context, backup);
  if (
    now.getTime() - startedAt < context.durationMs ||
    plan?.outcome === 'InProgress'
  ) {
    return;
  }
  endCopies(context, backup, { resource: POD_VOLUME_BACKUPS, now });
  if (plan?.outcome === 'Failed') {
    write(context, backup, {
      status: {
        phase: 'Failed',
        completionTimestamp: kubeTime(now),
        errors: plan.errors,
        failureReason: plan.failureReason,
      },
    });
    return;
  }
  const phase =
    copiesOf(context, backup, DATA_UPLOADS).length > 0
      ? 'WaitingForPluginOperations'
      : finalizing(context, backup);
  write(context, backup, { status: { phase } });
}

function awaitOperations(
  context: VeleroContext,
  backup: BackupObject,
  now: Date,
): void {
  const ended = endCopies(context, backup, { resource: DATA_UPLOADS, now });
  write(context, backup, {
    status: {
      phase: finalizing(context, backup),
      backupItemOperationsCompleted: ended,
    },
  });
}

function finalizing(context: VeleroContext, backup: BackupObject): string {
  return errorsOf(context, backup) > 0
    ? 'FinalizingPartiallyFailed'
    : 'Finalizing';
}

function finish(context: VeleroContext, backup: BackupObject, now: Date): void {
  const finished = write(context, backup, {
    status: endOf(errorsOf(context, backup), now),
  });
  const location = findLocation(context, backup);
  if (location) upload(context, finished, location);
}

function upload(
  context: VeleroContext,
  backup: BackupObject,
  location: LocationObject,
): void {
  const { bucket, prefix } = location.spec.objectStorage;
  context.buckets.get(bucket)?.put(prefix ?? '', {
    backup,
    copies: copiesOf(context, backup, POD_VOLUME_BACKUPS),
  });
}

function endOf(errors: number, now: Date): BackupStatus {
  const completionTimestamp = kubeTime(now);
  return errors > 0
    ? {
        phase: 'PartiallyFailed',
        completionTimestamp,
        errors,
        progress: { totalItems: 128, itemsBackedUp: 120 },
      }
    : {
        phase: 'Completed',
        completionTimestamp,
        progress: { totalItems: 128, itemsBackedUp: 128 },
      };
}

/** What went wrong: as the story plans, and for each namespace that is not there. */
function errorsOf(context: VeleroContext, backup: BackupObject): number {
  const { missing } = selectedNamespaces(context, backup);
  return (planOf(context, backup)?.errors ?? 0) + missing.length;
}

function planOf(
  context: VeleroContext,
  backup: BackupObject,
): RunPlan | undefined {
  const schedule = backup.metadata.labels?.['velero.io/schedule-name'];
  return context.plans.find(
    plan =>
      plan.schedule === schedule &&
      startOf(backup) >= (plan.after?.getTime() ?? 0),
  );
}

function startOf({ status }: BackupObject): number {
  return Date.parse(String(status?.startTimestamp));
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
