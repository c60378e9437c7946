import { LocatedSyncObject, SyncObjectFact } from '../facts';
import { SyncAssessment } from './assessments';
import { Finding, verdictOf } from './Finding';
import { Horizon } from './Horizon';
import { judgeApplication } from './judgeApplication';
import { judgeKustomization } from './judgeKustomization';
import { SyncState } from './states';

/**
 * Judges a sync object.
 *
 * @public
 */
export function assessSyncObject(
  located: LocatedSyncObject,
  options: { now: Date },
): SyncAssessment {
  const { cluster, fact } = located;
  const horizon = Horizon.at(options.now);
  const kind = fact.engine === 'argocd' ? 'Application' : 'Kustomization';
  return {
    id: `${cluster}/${kind}/${fact.namespace}/${fact.name}`,
    cluster,
    kind,
    fact,
    verdict: verdictOf(judge(fact, horizon), horizon),
  };
}

function judge(fact: SyncObjectFact, horizon: Horizon): Finding<SyncState> {
  return fact.engine === 'argocd'
    ? judgeApplication(fact, horizon)
    : judgeKustomization(fact, horizon);
}
