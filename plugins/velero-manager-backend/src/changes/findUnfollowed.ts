import type { Change } from '@velero-manager/backstage-plugin-velero-manager-common';
import { journeyGoal } from '../acceptance';
import {
  type ChangeRecord,
  type ChangeStore,
  hubKinds,
} from '../store/changeTypes';
import type { ConfigRepository } from './readConfigRepositories';

/**
 * Why a change is not followed beyond its merge, although its journey goes on;
 * `null` where it is, and where it has come further. What Argo CD keeps for
 * itself is in the cluster in which it runs: where none that is watched applies
 * this repository, nobody tells what becomes of it there.
 *
 * @internal
 */
export async function findUnfollowed(
  change: ChangeRecord,
  options: {
    store: Pick<ChangeStore, 'hasApplicationOf'>;
    repositories: readonly Pick<ConfigRepository, 'name' | 'owner' | 'repo'>[];
  },
): Promise<Change['unfollowed']> {
  const repository = options.repositories.find(
    ({ name }) => name === change.repository,
  );
  if (!repository || !isOfHubAlone(change) || change.appliedAt !== null) {
    return null;
  }
  return (await options.store.hasApplicationOf(repository))
    ? null
    : {
        reason: 'argocd_not_watched',
        message:
          'No Argo CD that the portal watches applies anything from this repository, so nobody tells what becomes of these objects. Let the portal watch the cluster in which Argo CD runs.',
      };
}

function isOfHubAlone(change: ChangeRecord): boolean {
  const { state, schedules, objects, clusters } = change;
  return (
    state !== 'closed' &&
    journeyGoal(change) !== 'merged' &&
    clusters.length === 0 &&
    schedules.length === 0 &&
    objects.every(({ kind }) => hubKinds.includes(kind))
  );
}
