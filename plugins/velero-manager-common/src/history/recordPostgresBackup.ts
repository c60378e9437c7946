import { postgresProgress } from '../engines/postgres/postgresProgress';
import { PostgresBackupFact } from '../facts';
import { RecordedOutcome, RunRecord } from './records';

const OUTCOMES: Record<ReturnType<typeof postgresProgress>, RecordedOutcome> = {
  good: 'good',
  failed: 'failed',
  open: 'running',
  unknown: null,
};

/** What history keeps of a CloudNative-PG Backup, which says no size. @internal */
export function recordPostgresBackup(fact: PostgresBackupFact): RunRecord {
  const outcome = OUTCOMES[postgresProgress(fact.phase)];
  return {
    engine: 'cloudnative-pg',
    namespace: fact.namespace,
    name: fact.name,
    uid: fact.uid,
    schedule: fact.scheduledBackup ?? '',
    database: fact.cluster,
    scope: null,
    storageLocation: null,
    origin: 'local',
    phase: fact.phase,
    outcome,
    createdAt: fact.createdAt,
    startedAt: fact.startedAt,
    completedAt: fact.stoppedAt,
    expiresAt: null,
    errors: outcome === 'failed' ? 1 : 0,
    warnings: 0,
    itemsTotal: null,
    itemsBackedUp: null,
  };
}
