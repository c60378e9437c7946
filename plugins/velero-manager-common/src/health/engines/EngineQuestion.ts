import { Exemption } from '../../exemption';
import { ClusterView } from '../ClusterView';
import { exemptFinding } from '../exemptFinding';
import { verdictOf } from '../Finding';
import { Horizon } from '../Horizon';
import { ProtectionVerdict } from '../verdict';

/** What the engines of a cluster are judged with. @internal */
export interface EngineQuestion {
  cluster: ClusterView;
  /** What the config repositories exempt in the cluster, expired ones too. */
  exemptions: readonly Exemption[];
  now: Date;
}

/**
 * That what lies in the namespace of a service needs no backup, or `null`. One
 * that expired never holds again, so only this verdict hangs on the moment.
 *
 * @internal
 */
export function findExempt(
  { cluster, exemptions, now }: EngineQuestion,
  of: {
    namespace: string;
    /** The claim of a volume, which an exemption may name. */
    claim: string | null;
    place: string;
  },
): ProtectionVerdict | null {
  const { namespace, claim, place } = of;
  const horizon = Horizon.at(now);
  const finding = exemptFinding(exemptions, {
    at: {
      environment: cluster.facts.environment,
      cluster: cluster.name,
      namespace,
      claim,
    },
    place,
    horizon,
  });
  return finding && verdictOf(finding, horizon);
}
