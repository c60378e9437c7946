import { progressOf, RunProgress } from '../health/runPhase';
import { RecordedOutcome } from './records';

const OUTCOMES: Record<RunProgress, RecordedOutcome> = {
  waiting: 'running',
  running: 'running',
  good: 'good',
  partial: 'partial',
  failed: 'failed',
  refused: 'failed',
  deleting: null,
  unknown: null,
};

/**
 * What the phase of a Backup or a Restore says of how it went; both have the
 * same words (velero pkg/apis/velero/v1/restore_types.go).
 *
 * @internal
 */
export function outcomeOfPhase(phase: string): RecordedOutcome {
  return OUTCOMES[progressOf({ phase })];
}
