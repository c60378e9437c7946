import type { Remedy } from '../api/remedy';
import { ClusterFacts } from '../facts';
import { onboardRemedy } from './scheduleRemedy';
import { suggestSchedule } from './suggestSchedule';

/**
 * What mends a cluster as a whole: Velero is not installed, or it has no
 * schedule at all. What mends a schedule stands beside that schedule.
 *
 * @param reason - that of the cluster's verdict as it is shown
 * @internal
 */
export function clusterRemedy(
  cluster: ClusterFacts,
  options: { reason: string; rpoSeconds: number | null },
): Remedy | null {
  switch (options.reason) {
    case 'velero_absent':
      return onboardRemedy(cluster);
    case 'no_schedule':
      return {
        action: 'add_schedule',
        intent: 'schedule:save',
        values: {
          ...suggestSchedule({
            entityName: 'all',
            environment: cluster.environment,
            cluster: cluster.name,
            namespaces: [],
            rpoSeconds: options.rpoSeconds,
          }),
          includedNamespaces: ['*'],
        },
      };
    default:
      return null;
  }
}
