import { LonghornBackupFact } from '../../facts';
import { EngineRun, newestRunFirst } from '../EngineRun';

const OPEN = new Set(['', 'Pending', 'InProgress']);
/** `Unknown`: Longhorn lost sight of it before it ended. */
const FAILED = new Set(['Error', 'Unknown']);

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
  const progress = progressOf(backup.state);
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

function progressOf(state: string): EngineRun['progress'] {
  if (state === 'Completed') return 'good';
  if (FAILED.has(state)) return 'failed';
  return OPEN.has(state) ? 'open' : 'unknown';
}
