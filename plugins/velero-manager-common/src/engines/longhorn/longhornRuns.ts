import { LonghornBackupFact } from '../../facts';
import { EngineRun, newestRunFirst } from '../EngineRun';
import { longhornProgress } from './longhornProgress';

/**
 * The Backups of a volume as runs, newest first. Those that are being deleted
 * are left out. A Backup that came back from the backup target was made at its
 * snapshot, not when its object was.
 *
 * @internal
 */
export function longhornRuns(
  backups: readonly LonghornBackupFact[],
): EngineRun[] {
  return backups
    .filter(
      ({ deletedAt, state }) => deletedAt === null && state !== 'Deleting',
    )
    .map(toRun)
    .sort(newestRunFirst);
}

function toRun(backup: LonghornBackupFact): EngineRun {
  const progress = longhornProgress(backup.state);
  return {
    name: backup.name,
    schedule: backup.recurringJob,
    begunAt: new Date(
      progress === 'good'
        ? backup.snapshotAt ?? backup.completedAt ?? backup.createdAt
        : backup.createdAt,
    ),
    endedAt: backup.completedAt === null ? null : new Date(backup.completedAt),
    progress,
    phase: backup.state || 'New',
    cause: backup.error,
  };
}
