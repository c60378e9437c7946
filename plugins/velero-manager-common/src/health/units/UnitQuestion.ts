import { Exemption } from '../../exemption';
import { NamespaceFact } from '../../facts';
import { quoteName } from '../../words';
import { ClusterView } from '../ClusterView';
import { DeclaredObjective } from '../UnitContext';

/** What every unit of a namespace is judged with. @internal */
export interface UnitQuestion {
  cluster: ClusterView;
  namespace: NamespaceFact;
  declared: DeclaredObjective | null;
  exemptions: readonly Exemption[];
  now: Date;
}

/** `namespace 'shop' in cluster 'prod-1'`, for sentences. @internal */
export function placeOf({ cluster, namespace }: UnitQuestion): string {
  return `namespace ${quoteName(namespace.name)} in cluster ${quoteName(
    cluster.name,
  )}`;
}
