import type { ChangeState } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { NewChange } from '../store/changeTypes';
import { saysAccepted } from './acceptance';

/**
 * Where the journey of a change ends: at a run where it wrote something that
 * runs, else where a controller says what it makes of it, else where a cluster
 * shows it; at the merge where no cluster is asked about it.
 *
 * @internal
 */
export function journeyGoal({
  schedules,
  objects,
}: Pick<NewChange, 'schedules' | 'objects'>): ChangeState {
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
