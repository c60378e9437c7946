import { coverOfObjects, ScopeContext } from '../../coverage';
import { BackupScope, NamespaceFact } from '../../facts';
import { quoteName } from '../../words';
import { ClusterView } from '../ClusterView';
import { UnitSubject } from '../UnitContext';

/**
 * The objects of a namespace as a protection unit: every namespace has it.
 *
 * @remarks
 * The label that keeps a namespace out is for the next run to heed: a run that
 * was made says itself what it left out, so it is asked without labels.
 *
 * @internal
 */
export function objectsUnit(
  cluster: ClusterView,
  namespace: NamespaceFact,
): UnitSubject {
  const coverBy = (
    plan: { namespace: string; scope: BackupScope },
    labels: Record<string, string> | null,
  ) =>
    coverOfObjects(
      plan.scope,
      { name: namespace.name, labels },
      scopeContext(cluster, plan),
    );
  return {
    place: `namespace ${quoteName(namespace.name)} in cluster ${quoteName(
      cluster.name,
    )}`,
    namespace,
    since: new Date(namespace.createdAt),
    coverBySchedule({ fact }) {
      const { cover, message } = coverBy(fact, namespace.labels);
      return { extent: cover, message };
    },
    coverByPlan: plan => coverBy(plan, null).cover,
    extentIn: (_run, planned) => planned,
    findNoCover: () => null,
    findBlind: () => null,
    findMore: () => [],
  };
}

/**
 * What else decides on what a backup takes.
 *
 * @internal
 */
export function scopeContext(
  cluster: ClusterView,
  plan: { namespace: string; scope: BackupScope },
): ScopeContext {
  const { resourcePolicy } = plan.scope;
  return {
    veleroVersion: cluster.server(plan.namespace)?.version ?? null,
    policy: resourcePolicy
      ? cluster.policy(plan.namespace, resourcePolicy)
      : null,
  };
}
