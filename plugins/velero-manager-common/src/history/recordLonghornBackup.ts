import { longhornProgress } from '../engines/longhorn/longhornProgress';
import { LonghornBackupFact } from '../facts';
import { VolumeCopyRecord } from './records';

/**
 * What history keeps of a Longhorn Backup: nothing until it has ended. Its
 * object names the volume, which says its claim, and may come back from the
 * backup target later than it was made.
 *
 * @internal
 */
export function recordLonghornBackup(
  fact: LonghornBackupFact,
): VolumeCopyRecord | null {
  const progress = longhornProgress(fact.state);
  return progress === 'good' || progress === 'failed'
    ? {
        path: 'longhorn',
        namespace: fact.namespace,
        name: fact.name,
        backup: null,
        volumeNamespace: null,
        claim: null,
        volume: fact.volume,
        storageLocation: fact.backupTarget,
        node: null,
        outcome: progress,
        startedAt: fact.snapshotAt,
        completedAt: fact.completedAt,
        occurredAt: fact.snapshotAt ?? fact.completedAt ?? fact.createdAt,
        bytesTotal: fact.sizeBytes,
        bytesDone: fact.uploadedBytes,
      }
    : null;
}
