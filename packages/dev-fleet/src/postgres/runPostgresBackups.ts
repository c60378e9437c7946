import { KubeObject } from '../apiserver/KubeObject';
import { kubeTime } from '../velero/kubeTime';
import { isArchiving } from './reportArchiving';
import { setCondition } from './setCondition';
import {
  OBJECT_STORES,
  POSTGRES_BACKUPS,
  POSTGRES_CLUSTERS,
  PostgresContext,
} from './types';

/** Phases that nothing follows (cloudnative-pg api/v1/backup_funcs.go IsDone). */
const DONE = ['completed', 'failed'];

/**
 * Moves every unfinished base backup one step on: pending → started → completed.
 * While WAL cannot be archived it waits (cloudnative-pg
 * internal/controller/backup_controller.go).
 *
 * @internal
 */
export function runPostgresBackups(context: PostgresContext, now: Date): void {
  for (const backup of context.store.list(POSTGRES_BACKUPS)) {
    const phase = String(backup.status?.phase ?? '');
    if (DONE.includes(phase)) continue;
    const cluster = clusterOf(context, backup);
    if (!cluster) {
      patchStatus(context, backup, {
        phase: 'failed',
        error: 'Unknown cluster',
      });
    } else if (phase === 'started') {
      const startedAt = Date.parse(String(backup.status?.startedAt));
      if (now.getTime() - startedAt >= context.durationMs) {
        complete(context, { backup, cluster, now });
      }
    } else if (!objectStoreOf(cluster)) {
      fail(context, { backup, cluster, now });
    } else if (!isArchiving(context, cluster, now)) {
      patchStatus(context, backup, { phase: 'walArchivingFailing' });
    } else {
      start(context, { backup, cluster, now });
    }
  }
}

interface BackupStep {
  backup: KubeObject;
  cluster: KubeObject;
  now: Date;
}

function start(context: PostgresContext, step: BackupStep): void {
  const { backup, cluster, now } = step;
  patchStatus(context, backup, {
    phase: 'started',
    startedAt: kubeTime(now),
    instanceID: { podName: `${cluster.metadata.name}-1` },
  });
  setCondition(context.store, cluster, {
    condition: {
      type: 'LastBackupSucceeded',
      status: 'False',
      reason: 'BackupStarted',
      message: 'New Backup starting up',
    },
    now,
  });
}

/** The one prerequisite that a Cluster may lack (checkPrerequisites). */
function fail(context: PostgresContext, step: BackupStep): void {
  const { backup, cluster, now } = step;
  const error =
    'cannot proceed with the backup as the cluster has no plugin configured';
  patchStatus(context, backup, { phase: 'failed', error });
  setCondition(context.store, cluster, {
    condition: {
      type: 'LastBackupSucceeded',
      status: 'False',
      reason: 'LastBackupFailed',
      message: error,
    },
    now,
  });
}

function complete(context: PostgresContext, step: BackupStep): void {
  const { backup, cluster, now } = step;
  const stoppedAt = kubeTime(now);
  const stamp = stoppedAt.replace(/[-:Z]/g, '');
  patchStatus(context, backup, {
    phase: 'completed',
    stoppedAt,
    backupId: stamp,
    backupName: `backup-${stamp}`,
    serverName: cluster.metadata.name,
  });
  setCondition(context.store, cluster, {
    condition: {
      type: 'LastBackupSucceeded',
      status: 'True',
      reason: 'LastBackupSucceeded',
      message: 'Backup was successful',
    },
    now,
  });
  widenWindow(context, cluster, stoppedAt);
}

/** The recovery window that the plug-in keeps in the ObjectStore. */
function widenWindow(
  { store }: PostgresContext,
  cluster: KubeObject,
  at: string,
): void {
  const name = objectStoreOf(cluster);
  // Whoever takes the plug-in away while a backup runs has no window of it.
  if (name === undefined) return;
  const { namespace, name: server } = cluster.metadata;
  const key = { namespace, name };
  const windows = (store.get(OBJECT_STORES, key)?.status
    ?.serverRecoveryWindow ?? {}) as Record<
    string,
    { firstRecoverabilityPoint: string }
  >;
  store.patch(OBJECT_STORES, key, {
    patch: {
      status: {
        serverRecoveryWindow: {
          [server]: {
            firstRecoverabilityPoint:
              windows[server]?.firstRecoverabilityPoint ?? at,
            lastSuccessfulBackupTime: at,
          },
        },
      },
    },
  });
}

/** Where the plug-in of a Cluster keeps backups; undefined without one. */
function objectStoreOf({ spec }: KubeObject): string | undefined {
  const [plugin] = (spec?.plugins ?? []) as {
    parameters: { barmanObjectName: string };
  }[];
  return plugin?.parameters.barmanObjectName;
}

function clusterOf(
  { store }: PostgresContext,
  { metadata, spec }: KubeObject,
): KubeObject | undefined {
  const { name } = spec?.cluster as { name: string };
  return store.get(POSTGRES_CLUSTERS, { namespace: metadata.namespace, name });
}

function patchStatus(
  { store }: PostgresContext,
  { metadata }: KubeObject,
  status: Record<string, unknown>,
): void {
  store.patch(POSTGRES_BACKUPS, metadata, { patch: { status } });
}
