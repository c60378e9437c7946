import { judgeVolume } from '../../engines/longhorn';
import { LonghornVolumeFact } from '../../facts';
import { quoteName } from '../../words';
import { VolumeBackupAssessment } from '../clusterAssessments';
import { verdictOf } from '../Finding';
import { Horizon } from '../Horizon';
import { EngineQuestion, findExempt } from './EngineQuestion';

/**
 * Judges the volumes that recurring jobs of Longhorn back up, whether or not
 * anybody claims them. Volumes that no job was asked to back up are left out:
 * Velero may copy them, or nobody need.
 *
 * @internal
 */
export function assessVolumes(
  question: EngineQuestion,
): VolumeBackupAssessment[] {
  const { LonghornVolume = [] } = question.cluster.facts.objects;
  return LonghornVolume.filter(({ deletedAt }) => deletedAt === null).flatMap(
    fact => assessVolume(question, fact) ?? [],
  );
}

function assessVolume(
  question: EngineQuestion,
  fact: LonghornVolumeFact,
): VolumeBackupAssessment | null {
  const { cluster } = question;
  const horizon = Horizon.at(question.now);
  const standing = judgeVolume(fact, fact.claim, {
    cluster: cluster.facts,
    horizon,
    declared: question.declared,
    requireOffsite: cluster.settings.requireOffsite,
  });
  if (standing.cover === 'none') return null;
  const exempt =
    fact.claim &&
    findExempt(question, {
      namespace: fact.claim.namespace,
      claim: fact.claim.name,
      place: `claim ${quoteName(fact.claim.name)} in namespace ${quoteName(
        fact.claim.namespace,
      )}`,
      horizon,
    });
  return {
    id: `${cluster.name}/${fact.namespace}/${fact.name}`,
    cluster: cluster.name,
    fact,
    verdict: verdictOf(exempt ?? standing.finding, horizon),
    lastGood: standing.lastGood,
    schedules: standing.schedules,
    running: standing.running,
    isSkipped: standing.isSkipped,
  };
}
