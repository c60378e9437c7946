import type { ChangeState } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ExpectedInCluster } from '../store/changeTypes';
import { saysAccepted } from './acceptance';

type Expected = Pick<ExpectedInCluster, 'schedules' | 'objects'>;

/**
 * Where the journey of a change ends: at a run where it wrote something that
 * runs, else where a controller says what it makes of it, else where a cluster
 * shows it; at the merge where no cluster is asked about it. In several clusters
 * it ends where it does in that in which it goes furthest.
 *
 * @internal
 */
export function journeyGoal({
  clusters = [],
  ...own
}: Expected & { clusters?: readonly Expected[] }): ChangeState {
  const all = clusters.length > 0 ? clusters : [own];
  const schedules = all.flatMap(one => one.schedules);
  const objects = all.flatMap(one => one.objects);
  if (schedules.some(({ paused }) => !paused)) {
    return 'first_run_good';
  }
  const isSaid = objects.some(
    ({ kind, specHash }) => specHash !== null && saysAccepted(kind),
  );
  if (schedules.length > 0 || isSaid) {
    return 'accepted';
  }
  return objects.length > 0 ? 'applied' : 'merged';
}
