import { KustomizationFact } from '../facts';
import { RecordedOutcome, SyncOperationRecord } from './records';

/**
 * What history keeps of a Kustomization: what it applied, at the moment at which
 * that first ended so. Flux says when since 2.7, and never how long it took.
 *
 * @internal
 */
export function recordKustomization(
  fact: KustomizationFact,
): SyncOperationRecord[] {
  const { namespace, name } = fact;
  // Oldest first: of two in one second the later is what came of it.
  return [...fact.reconciliations]
    .reverse()
    .map(({ status, revision, since }) => ({
      kind: 'Kustomization',
      namespace,
      name,
      occurredAt: since,
      startedAt: null,
      finishedAt: since,
      revision,
      phase: status,
      outcome: outcomeOfStatus(status),
      initiatedBy: null,
    }));
}

/** It is the reason that condition `Ready` had (fluxcd/pkg apis/meta/conditions.go). */
function outcomeOfStatus(status: string): RecordedOutcome {
  if (status.endsWith('Succeeded')) return 'good';
  if (status.endsWith('Failed')) return 'failed';
  return status === 'Progressing' ? 'running' : null;
}
