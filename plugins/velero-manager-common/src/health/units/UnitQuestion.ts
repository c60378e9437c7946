import { Exemption } from '../../exemption';
import { NamespaceFact } from '../../facts';
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
