import type { ClusterRemoveIntent } from '../intents';
import { clusterDirectory } from '../snapshot';
import { conflict, type PlanConflict, type Planned } from './ChangePlan';
import {
  type ClusterInGit,
  findCluster,
  isApplication,
  pauseFieldOf,
  specOf,
  syncPathsOf,
} from './clusterInGit';
import { describeClusterDeletion } from './describeClusterDeletion';
import { finishPlan, type PlanContext } from './finishPlan';
import { leaveEnvironment } from './leaveEnvironment';
import { REMOVAL_ANNOTATION } from './objects/marks';
import { REMOVAL_PLANNED } from './pauseCluster';
import { takeOutAlertRules } from './takeOutAlertRules';

type Context = PlanContext<ClusterRemoveIntent>;

/**
 * The second step of removing a cluster: its files go, and what the environment
 * says of it. Only where the first step stands in Git, or what leaves Git could
 * leave the cluster too.
 *
 * @internal
 */
export function deleteCluster(context: Context): Planned {
  const { intent, snapshot } = context;
  const cluster = findCluster(snapshot.files, intent);
  if ('result' in cluster) return cluster;
  const refused = refuse(context, cluster);
  if (refused) return refused;
  const left = leaveEnvironment(
    snapshot.files,
    intent,
    cluster.syncObjects.filter(isApplication),
  );
  if ('result' in left) return left;
  const rules = takeOutAlertRules(snapshot.files, intent);
  if ('result' in rules) return rules;
  const own = [...cluster.files, ...syncPathsOf(snapshot.files, intent)];
  return finishPlan(context, {
    title: `Remove cluster ${intent.cluster} from ${intent.environment}`,
    summary: describeClusterDeletion(context, cluster, left),
    files: new Map([
      ...own.map(path => [path, null] as const),
      ...left.files,
      ...rules.files,
    ]),
  });
}

function refuse(
  { intent }: Context,
  { files, syncObjects, schedules }: ClusterInGit,
): PlanConflict | null {
  const first = `the step 'pause' of removing it must be merged first`;
  if (files.length > 0 && syncObjects.length === 0) {
    return conflict(
      clusterDirectory(intent),
      `Neither an Application nor a Kustomization of the cluster '${intent.cluster}' stands in this repository, so nothing says that its files may go: delete them by hand.`,
    );
  }
  const unmarked = syncObjects.find(
    ({ document }) =>
      document.getIn(['metadata', 'annotations', REMOVAL_ANNOTATION]) !==
      REMOVAL_PLANNED,
  );
  if (unmarked) {
    return conflict(
      unmarked.path,
      `The ${unmarked.identity?.kind} '${unmarked.identity?.name}' still keeps the cluster '${intent.cluster}' as Git says: ${first}.`,
    );
  }
  const running = schedules.find(
    item => specOf(item)[pauseFieldOf(item) ?? ''] !== true,
  );
  return running
    ? conflict(
        running.path,
        `The ${running.identity?.kind} '${running.identity?.name}' in '${running.path}' still runs: ${first}.`,
      )
    : null;
}
