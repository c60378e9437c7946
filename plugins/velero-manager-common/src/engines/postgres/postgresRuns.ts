import { PostgresBackupFact } from '../../facts';
import { EngineRun, newestRunFirst } from '../EngineRun';
import { postgresProgress } from './postgresProgress';

/**
 * The Backups of a database as runs, newest first. Those that are being deleted
 * are left out.
 *
 * @internal
 */
export function postgresRuns(
  backups: readonly PostgresBackupFact[],
): EngineRun[] {
  return backups
    .filter(({ deletedAt }) => deletedAt === null)
    .map(toRun)
    .sort(newestRunFirst);
}

function toRun(backup: PostgresBackupFact): EngineRun {
  const progress = postgresProgress(backup.phase);
  const end = backup.stoppedAt ?? backup.startedAt ?? backup.createdAt;
  return {
    name: backup.name,
    schedule: backup.scheduledBackup,
    begunAt: new Date(backup.createdAt),
    endedAt:
      progress === 'good' || progress === 'failed' ? new Date(end) : null,
    progress,
    phase: backup.phase || 'new',
    cause: backup.error,
  };
}
