import type { ClusterListItem } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ClusterMapContent } from '../hooks/useClusterMap';
import { useClusterMap } from '../hooks/useClusterMap';
import type { Live } from '../hooks/useLive';
import type { FormValues } from './formValues';
import { onboardedIn } from './onboardedIn';
import { useEnvironments } from './useEnvironments';

/** The other clusters of the environment of a form. @internal */
export interface OfferedClusters {
  answer: Live<ClusterMapContent>;
  known: ReadonlyMap<string, ClusterListItem>;
  /** In order of names; where it is not known which were onboarded, all of them. */
  onboarded: string[];
  /** Those of which the preview says that they must be onboarded first. */
  others: string[];
}

/** What a form can be for beside its own cluster. @internal */
export function useOfferedClusters({
  environment,
  cluster,
}: FormValues): OfferedClusters {
  const answer = useClusterMap(
    environment ? { environment: [environment] } : {},
  );
  const { value: environments } = useEnvironments();
  const inGit = onboardedIn(environment, environments);
  const isInGit = (name: string) => inGit?.has(name) ?? true;
  const known = new Map(answer.value?.items.map(item => [item.name, item]));
  // Those of a former environment are there until its own are.
  const offered = [...known.values()]
    .filter(item => item.environment === environment)
    .map(({ name }) => name)
    .filter(name => name !== cluster)
    .sort();
  return {
    ...{ answer, known },
    onboarded: offered.filter(isInGit),
    others: offered.filter(name => !isInGit(name)),
  };
}
