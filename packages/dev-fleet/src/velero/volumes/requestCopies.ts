import { BackupObject, BackupStatus, VeleroContext } from '../types';
import { createDataUpload } from './createDataUpload';
import { createFileCopy } from './createFileCopy';
import { planVolumes } from './planVolumes';
import { ensureRepository } from './repositories';

/**
 * Asks for the copies of a backup's volumes. Of snapshots that stay in the
 * storage system nothing remains but their count: Velero deletes the
 * VolumeSnapshot objects after the run.
 *
 * @returns what the backup says of them
 * @internal
 */
export function requestCopies(
  context: VeleroContext,
  backup: BackupObject,
  now: Date,
): BackupStatus {
  const status: BackupStatus = {};
  const location = String(backup.spec.storageLocation);
  for (const copy of planVolumes(context, backup)) {
    const volumeNamespace = String(copy.claim.metadata.namespace);
    if (copy.path !== 'csi-snapshot') {
      ensureRepository(context, { volumeNamespace, location, now });
    }
    switch (copy.path) {
      case 'fs-backup':
        createFileCopy(context, backup, copy);
        break;
      case 'data-mover':
        createDataUpload(context, backup, copy);
        count(status, 'backupItemOperationsAttempted');
        break;
      case 'csi-snapshot':
        count(status, 'csiVolumeSnapshotsAttempted');
        count(status, 'csiVolumeSnapshotsCompleted');
        break;
      default:
        throw new Error(`Unknown path ${JSON.stringify(copy satisfies never)}`);
    }
  }
  return status;
}

function count(status: BackupStatus, field: string): void {
  status[field] = Number(status[field] ?? 0) + 1;
}
