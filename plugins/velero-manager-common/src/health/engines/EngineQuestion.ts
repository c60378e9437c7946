import { EngineOptions } from '../../engines';
import { Exemption } from '../../exemption';
import { ClusterView } from '../ClusterView';
import { exemptFinding } from '../exemptFinding';
import { Finding } from '../Finding';
import { Horizon } from '../Horizon';

/** What the engines of a cluster are judged with. @internal */
export interface EngineQuestion {
  cluster: ClusterView;
  /** What the config repositories exempt in the cluster, expired ones too. */
  exemptions: readonly Exemption[];
  /** What the environment of the cluster declares; without it slots promise. */
  declared: EngineOptions['declared'];
  now: Date;
}

/**
 * That what lies in the namespace of a service needs no backup, or `null`.
 *
 * @internal
 */
export function findExempt(
  { cluster, exemptions }: EngineQuestion,
  of: {
    namespace: string;
    /** The claim of a volume, which an exemption may name. */
    claim: string | null;
    place: string;
    horizon: Horizon;
  },
): Finding | null {
  const { namespace, claim, place, horizon } = of;
  return exemptFinding(exemptions, {
    at: {
      environment: cluster.facts.environment,
      cluster: cluster.name,
      namespace,
      claim,
    },
    place,
    horizon,
  });
}
