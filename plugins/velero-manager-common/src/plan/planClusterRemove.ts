import type { ClusterRemoveIntent } from '../intents';
import type { Planned } from './ChangePlan';
import { deleteCluster } from './deleteCluster';
import type { PlanContext } from './finishPlan';
import { pauseCluster } from './pauseCluster';

/**
 * Takes a cluster out of the repository, one step at a time: files that leave
 * Git while a controller prunes would take schedules, locations and, with
 * Velero's kinds, every Backup out of the cluster.
 *
 * @internal
 */
export function planClusterRemove(
  context: PlanContext<ClusterRemoveIntent>,
): Planned {
  return context.intent.step === 'pause'
    ? pauseCluster(context)
    : deleteCluster(context);
}
