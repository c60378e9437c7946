import { HelmReleaseFact } from '../facts';
import { RecordedOutcome, SyncOperationRecord } from './records';

/** What became of a Helm release (helm pkg/release/status.go). */
const OUTCOMES = new Map<string, RecordedOutcome>([
  ['deployed', 'good'],
  ['superseded', 'good'],
  ['failed', 'failed'],
  ['pending-install', 'running'],
  ['pending-upgrade', 'running'],
  ['pending-rollback', 'running'],
]);

/** What history keeps of a HelmRelease: the release it made last. @internal */
export function recordHelmRelease({
  namespace,
  name,
  lastRelease,
}: HelmReleaseFact): SyncOperationRecord[] {
  const at = lastRelease?.deployedAt ?? null;
  return lastRelease === null || at === null
    ? []
    : [
        {
          kind: 'HelmRelease',
          namespace,
          name,
          occurredAt: at,
          startedAt: at,
          finishedAt: null,
          revision: lastRelease.chartVersion || null,
          phase: lastRelease.status,
          outcome: OUTCOMES.get(lastRelease.status) ?? null,
          initiatedBy: null,
        },
      ];
}
