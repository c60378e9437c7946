import { GitOpsCluster } from '../cluster/GitOpsCluster';
import { Application, APPLICATIONS } from './Application';
import { SpecCheck } from './checkSpec';
import { ownedBy } from './compareResources';
import { hasOption } from './syncOptions';
import { instanceName } from './tracking';

const CASCADE = 'resources-finalizer.argocd.argoproj.io';

/**
 * Finishes the deletion of an Application: with the cascading finalizer its
 * objects go first, unless they say `Delete=false`.
 *
 * @internal
 */
export function deleteApplication(
  application: Application,
  options: { own: GitOpsCluster; checked: SpecCheck },
): void {
  const { own, checked } = options;
  const { metadata } = application.object;
  const finalizers = metadata.finalizers ?? [];
  if (!finalizers.some(each => each.startsWith(CASCADE))) return;
  if (checked.ok) {
    const { store } = checked.cluster;
    for (const { kind, live } of ownedBy(
      checked.cluster,
      instanceName(application),
    )) {
      if (hasOption(live, 'Delete=false')) continue;
      // Some went along with others: a namespace takes what it holds.
      if (!store.get(kind.groupResource, live.metadata)) continue;
      store.delete(kind.groupResource, live.metadata);
    }
  }
  own.store.patch(APPLICATIONS, metadata, {
    patch: {
      metadata: {
        finalizers: finalizers.filter(each => !each.startsWith(CASCADE)),
      },
    },
  });
}
