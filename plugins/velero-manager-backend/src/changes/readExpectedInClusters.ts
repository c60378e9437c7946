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
 * Of an intent about several clusters, what each of those that the plan writes
 * to shall hold; none of an intent about one.
 *
 * @internal
 */
export function readExpectedInClusters(
  intent: Intent,
  plan: ChangePlan,
): ExpectedInCluster[] {
  if (intent.kind !== 'schedule:save' || !intent.alsoIn?.length) {
    return [];
  }
  const { environment } = intent;
  return clustersOfSave(intent).flatMap(cluster => {
    const directory = `${clusterDirectory({ environment, cluster })}/`;
    const files = plan.files.filter(({ path }) => path.startsWith(directory));
    const schedules = readExpectedSchedules({ ...plan, files });
    const objects = readExpectedObjects({ ...plan, files });
    return schedules.length + objects.length === 0
      ? [] // the repository is already so
      : [
          {
            cluster,
            identity: intentIdentity({ ...intent, cluster }),
            ...{ schedules, objects },
          },
        ];
  });
}
