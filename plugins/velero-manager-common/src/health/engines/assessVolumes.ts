import { judgeVolume } from '../../engines/longhorn';
import { LonghornVolumeFact } from '../../facts';
import { ClusterView } from '../ClusterView';
import { VolumeBackupAssessment } from '../clusterAssessments';
import { verdictOf } from '../Finding';
import { Horizon } from '../Horizon';

/**
 * Judges the volumes that recurring jobs of Longhorn back up, whether or not
 * anybody claims them. Volumes that no job was asked to back up are left out:
 * Velero may copy them, or nobody need.
 *
 * @internal
 */
export function assessVolumes(
  cluster: ClusterView,
  now: Date,
): VolumeBackupAssessment[] {
  const { LonghornVolume = [] } = cluster.facts.objects;
  return LonghornVolume.filter(({ deletedAt }) => deletedAt === null).flatMap(
    fact => assessVolume(cluster, fact, now) ?? [],
  );
}

function assessVolume(
  cluster: ClusterView,
  fact: LonghornVolumeFact,
  now: Date,
): VolumeBackupAssessment | null {
  const horizon = Horizon.at(now);
  const standing = judgeVolume(fact, fact.claim, {
    cluster: cluster.facts,
    horizon,
    declared: null,
    requireOffsite: cluster.settings.requireOffsite,
  });
  if (standing.cover === 'none') return null;
  return {
    id: `${cluster.name}/${fact.namespace}/${fact.name}`,
    cluster: cluster.name,
    fact,
    verdict: verdictOf(standing.finding, horizon),
    lastGood: standing.lastGood,
    schedules: standing.schedules,
    running: standing.running,
    isSkipped: standing.isSkipped,
  };
}
