import { LocatedSyncObject } from '../facts';
import { quoteName } from '../words';
import { SyncAssessment } from './assessments';
import { Finding, verdictOf } from './Finding';
import { Horizon } from './Horizon';
import { judgeApplication } from './judgeApplication';
import { judgeHelmRelease } from './judgeHelmRelease';
import { judgeKustomization } from './judgeKustomization';
import { SyncState } from './states';
import { syncObjectId } from './syncObjectId';

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
  return {
    id: syncObjectId(located),
    cluster,
    kind: fact.kind,
    fact,
    verdict: verdictOf(judge(located, horizon), horizon),
  };
}

function judge(
  { fact, source, project }: LocatedSyncObject,
  horizon: Horizon,
): Finding<SyncState> {
  const name = `${fact.kind} ${quoteName(fact.name)}`;
  switch (fact.kind) {
    case 'Application':
      return judgeApplication(fact, { project, horizon });
    case 'Kustomization':
      return judgeKustomization({ fact, name, source, horizon });
    default:
      return judgeHelmRelease({ fact, name, source, horizon });
  }
}
