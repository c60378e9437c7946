import { ApiSyncObject } from '../api/entityReport';
import { SourceReference, SyncObjectFact } from '../facts';
import { SyncAssessment } from '../health';
import { layOver } from './rollUp';
import { Freshness } from './subjects';
import { toApiVerdict } from './wire';

/**
 * A sync object as reports show it.
 *
 * @internal
 */
export function syncObjectReport(
  assessment: SyncAssessment,
  freshness: Freshness,
): ApiSyncObject {
  const { id, kind, cluster, fact, verdict } = assessment;
  return {
    id,
    engine: fact.engine,
    kind,
    cluster,
    namespace: fact.namespace,
    name: fact.name,
    sync: toApiVerdict(layOver(verdict, cluster, freshness)),
    ...placeInGit(fact),
  };
}

function placeInGit(fact: SyncObjectFact) {
  switch (fact.kind) {
    case 'Application':
      return {
        revision: fact.lastDeployed?.revisions[0] ?? fact.revisions[0] ?? null,
        repository: fact.sources[0]?.repoURL || null,
        lastSyncedAt: fact.lastDeployed?.at ?? null,
        automated: fact.automated,
      };
    case 'Kustomization':
      return {
        revision: fact.lastAppliedRevision,
        repository: describeSource(fact.sourceRef),
        lastSyncedAt: fact.lastReconciledAt,
        automated: true,
      };
    default:
      return {
        revision: fact.lastRelease?.chartVersion || null,
        repository: describeSource(fact.sourceRef),
        lastSyncedAt: fact.lastRelease?.deployedAt ?? null,
        automated: true,
      };
  }
}

function describeSource(reference: SourceReference | null): string | null {
  if (!reference?.name) return null;
  return `${reference.kind} ${reference.namespace}/${reference.name}`;
}
