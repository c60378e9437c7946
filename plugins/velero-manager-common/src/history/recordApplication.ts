import { ApplicationFact } from '../facts';
import { RecordedOutcome, SyncOperationRecord } from './records';

/** argo-cd gitops-engine pkg/sync/common/types.go. */
const OUTCOMES = new Map<string, RecordedOutcome>([
  ['Succeeded', 'good'],
  ['Failed', 'failed'],
  ['Error', 'failed'],
  ['Running', 'running'],
  ['Terminating', 'running'],
]);

/**
 * What history keeps of an Application: the operation it shows, and those that
 * succeeded as far as it still lists them. An operation is told by its start,
 * which old versions of Argo CD do not list.
 *
 * @internal
 */
export function recordApplication(
  fact: ApplicationFact,
): SyncOperationRecord[] {
  const { namespace, name, operation } = fact;
  const identity = { kind: 'Application' as const, namespace, name };
  const records = new Map<string, SyncOperationRecord>();
  for (const { startedAt, revisions, ...rest } of fact.deployments) {
    if (startedAt !== null) {
      records.set(startedAt, {
        ...identity,
        occurredAt: startedAt,
        startedAt,
        finishedAt: rest.finishedAt,
        revision: toRevision(revisions),
        phase: 'Succeeded',
        outcome: 'good',
        initiatedBy: rest.initiatedBy,
      });
    }
  }
  if (operation && operation.startedAt !== null) {
    records.set(operation.startedAt, {
      ...identity,
      occurredAt: operation.startedAt,
      startedAt: operation.startedAt,
      finishedAt: operation.finishedAt,
      revision: toRevision(operation.revisions),
      phase: operation.phase,
      outcome: OUTCOMES.get(operation.phase) ?? null,
      initiatedBy: operation.initiatedBy,
    });
  }
  return [...records.values()];
}

function toRevision(revisions: string[]): string | null {
  return revisions.length === 0 ? null : revisions.join(', ');
}
