import { ApiSyncObject } from '../api/entityReport';
import { SyncObjectFact } from '../facts';
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
  if (fact.engine === 'argocd') {
    return {
      revision: fact.lastDeployed?.revisions[0] ?? fact.revisions[0] ?? null,
      repository: fact.sources[0]?.repoURL || null,
      lastSyncedAt: fact.lastDeployed?.at ?? null,
    };
  }
  const { kind, namespace, name } = fact.sourceRef;
  return {
    revision: fact.lastAppliedRevision,
    repository: name ? `${kind} ${namespace}/${name}` : null,
    lastSyncedAt: fact.lastReconciledAt,
  };
}
