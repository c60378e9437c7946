import type { ClusterRemoveIntent } from '../intents';
import { clusterDirectory } from '../snapshot';
import { conflict, type Planned } from './ChangePlan';
import { deleteCluster } from './deleteCluster';
import { findGenerators, keepsResources } from './findGenerators';
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
  const { intent, snapshot } = context;
  const generators = findGenerators(snapshot.files, clusterDirectory(intent));
  if ('result' in generators) return generators;
  const cascading = generators.manifests.find(set => !keepsResources(set));
  if (cascading) {
    return conflict(
      cascading.path,
      `The ApplicationSet '${cascading.identity?.name}' in '${cascading.path}' makes an Application of a folder of '${intent.cluster}' and would delete with it what that applied: its syncPolicy must first say 'preserveResourcesOnDeletion: true'.`,
    );
  }
  return intent.step === 'pause'
    ? pauseCluster(context)
    : deleteCluster(context);
}
