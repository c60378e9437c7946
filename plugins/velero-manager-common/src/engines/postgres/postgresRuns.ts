import { PostgresBackupFact } from '../../facts';
import { EngineRun, newestRunFirst } from '../EngineRun';

/**
 * Phases in which a Backup goes on or waits; `walArchivingFailing` is no end
 * either (cloudnative-pg api/v1/backup_funcs.go, `IsDone`).
 */
const OPEN = new Set([
  '',
  'pending',
  'started',
  'running',
  'finalizing',
  'walArchivingFailing',
]);
/** The operator never looks at an invalid Backup again, and so it never ends. */
const FAILED = new Set(['failed', 'invalid backup definition']);

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
  const progress = progressOf(backup.phase);
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

function progressOf(phase: string): EngineRun['progress'] {
  if (phase === 'completed') return 'good';
  if (FAILED.has(phase)) return 'failed';
  return OPEN.has(phase) ? 'open' : 'unknown';
}
