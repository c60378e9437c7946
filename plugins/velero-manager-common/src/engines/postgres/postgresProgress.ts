import { EngineRun } from '../EngineRun';

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

/** What the phase of a CloudNative-PG Backup says of it. @internal */
export function postgresProgress(phase: string): EngineRun['progress'] {
  if (phase === 'completed') return 'good';
  if (FAILED.has(phase)) return 'failed';
  return OPEN.has(phase) ? 'open' : 'unknown';
}
