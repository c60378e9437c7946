import { KubeObject } from '../apiserver/KubeObject';
import { kubeTime } from '../velero/kubeTime';
import {
  BACKUP_TARGETS,
  BACKUP_VOLUMES,
  LONGHORN_BACKUPS,
  LONGHORN_NAMESPACE as namespace,
  LONGHORN_VOLUMES,
  LonghornContext,
} from './types';

/** What is filled of a volume, and what a backup uploads anew. */
const FILLED_SHARE = 0.4;
const CHANGED_SHARE = 0.01;

/**
 * Moves every unfinished backup one step on: Pending → InProgress → Completed,
 * or Error while the backup target cannot be reached, and tells the volume and the backup volume of it (longhorn-manager
 * controller/backup_controller.go, backup_volume_controller.go).
 *
 * @internal
 */
export function runLonghornBackups(context: LonghornContext, now: Date): void {
  for (const backup of context.store.list(LONGHORN_BACKUPS)) {
    const startedAt = Date.parse(backup.metadata.creationTimestamp);
    switch (backup.status?.state) {
      case 'Pending':
        patchStatus(context, backup, { state: 'InProgress', progress: 20 });
        break;
      case 'InProgress':
        if (now.getTime() - startedAt >= context.durationMs) {
          end(context, backup, now);
        }
        break;
      default:
    }
  }
}

function end(context: LonghornContext, backup: KubeObject, now: Date): void {
  const target = context.store.get(BACKUP_TARGETS, {
    namespace,
    name: 'default',
  });
  if (target?.status?.available !== false) {
    complete(context, backup, now);
    return;
  }
  patchStatus(context, backup, {
    state: 'Error',
    error: 'failed to upload a block: AccessDenied',
  });
}

function complete(
  context: LonghornContext,
  backup: KubeObject,
  now: Date,
): void {
  const { store } = context;
  const at = kubeTime(now);
  const name = String(backup.status?.volumeName);
  const volume = store.get(LONGHORN_VOLUMES, { namespace, name });
  const size = Number(volume?.spec?.size ?? 0);
  patchStatus(context, backup, {
    state: 'Completed',
    progress: 100,
    backupCreatedAt: at,
    lastSyncedAt: at,
    snapshotName: backup.spec?.snapshotName,
    size: String(Math.round(size * FILLED_SHARE)),
    newlyUploadDataSize: String(Math.round(size * CHANGED_SHARE)),
    volumeSize: String(size),
    url: `s3://shop-longhorn@eu-central-1/?backup=${backup.metadata.name}&volume=${name}`,
  });
  const last = { lastBackupName: backup.metadata.name, lastBackupAt: at };
  recordInTarget(context, { volume: name, last, at });
  if (volume) {
    store.patch(LONGHORN_VOLUMES, volume.metadata, {
      patch: {
        status: { lastBackup: backup.metadata.name, lastBackupAt: at },
      },
    });
  }
}

/** The BackupVolume is what the backup target holds of one volume. */
function recordInTarget(
  { store }: LonghornContext,
  options: { volume: string; last: Record<string, string>; at: string },
): void {
  const { volume, last, at } = options;
  const status = { ...last, lastSyncedAt: at };
  const known = store
    .list(BACKUP_VOLUMES)
    .find(({ spec }) => spec?.volumeName === volume);
  if (known) {
    store.patch(BACKUP_VOLUMES, known.metadata, { patch: { status } });
    return;
  }
  store.create(BACKUP_VOLUMES, {
    metadata: {
      namespace,
      generateName: `${volume}-`,
      labels: { 'backup-volume': volume, 'backup-target': 'default' },
    },
    spec: { volumeName: volume, backupTargetName: 'default' },
    status: { ...status, createdAt: at },
  });
}

function patchStatus(
  { store }: LonghornContext,
  { metadata }: KubeObject,
  status: Record<string, unknown>,
): void {
  store.patch(LONGHORN_BACKUPS, metadata, { patch: { status } });
}
