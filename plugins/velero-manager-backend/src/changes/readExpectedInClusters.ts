import {
  type ChangePlan,
  clusterDirectory,
  clustersOfSave,
  type Intent,
  intentIdentity,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ExpectedInCluster } from '../store/changeTypes';
import { readExpectedObjects } from './readExpectedObjects';
import { readExpectedSchedules } from './readExpectedSchedules';

/**
 * Of an intent that leaves schedules, what each of the clusters that the plan
 * writes to shall hold. None of an intent about anything else: the objects of
 * that may be in another cluster, such as those of Argo CD.
 *
 * @internal
 */
export function readExpectedInClusters(
  intent: Intent,
  plan: ChangePlan,
): ExpectedInCluster[] {
  const { environment, cluster: own } = plan;
  if (own === null) {
    return [];
  }
  const isOfSeveral = intent.kind === 'schedule:save' && intent.alsoIn?.length;
  const clusters = isOfSeveral ? clustersOfSave(intent) : [own];
  return clusters.flatMap(cluster => {
    const directory = `${clusterDirectory({ environment, cluster })}/`;
    const files = plan.files.filter(({ path }) => path.startsWith(directory));
    const schedules = readExpectedSchedules({ ...plan, files });
    const objects = readExpectedObjects({ ...plan, files });
    return schedules.length === 0
      ? [] // the repository is already so, or nothing of it is a schedule
      : [
          {
            cluster,
            identity: intentIdentity(
              isOfSeveral ? { ...intent, cluster } : intent,
            ),
            ...{ schedules, objects },
          },
        ];
  });
}
