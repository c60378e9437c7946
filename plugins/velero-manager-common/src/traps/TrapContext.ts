import { JudgeSettings, LocatedSyncObject } from '../facts';
import { ClusterView } from '../health/ClusterView';
import { Horizon } from '../health/Horizon';
import { Trap } from './Trap';

/** What a rule found; number and fix are those of its code. @internal */
export type TrapFinding = Omit<Trap, 'trap' | 'fix'>;

/** All that the rules for traps look at. @internal */
export interface TrapContext {
  cluster: ClusterView;
  settings: JudgeSettings;
  horizon: Horizon;
  syncObjects: readonly LocatedSyncObject[];
  /** The sync objects that apply an object of Velero. */
  appliersOf(object: {
    kind: string;
    namespace: string;
    name: string;
  }): readonly LocatedSyncObject[];
  /** The objective that is declared for what the facts are about, or `null`. */
  rpoSeconds: number | null;
  /** Whether a schedule that is not among the facts is not there. */
  isWhole: boolean;
}

/** The object of a finding. @internal */
export function objectIn(
  { cluster }: TrapContext,
  kind: string,
  { namespace = '', name }: { namespace?: string; name: string },
): Trap['object'] {
  return { cluster: cluster.name, kind, namespace, name };
}
