import type { Environment } from '@velero-manager/backstage-plugin-velero-manager-common';

/** An environment that asks for two approvals, or with what is given replaced. */
export function environment(
  name: string,
  more: Partial<Environment> = {},
): Environment {
  return {
    name,
    repository: 'main',
    engine: 'argocd',
    clusterNames: '*-cluster-<nn>',
    onboarded: null,
    approvals: 2,
    retention: { min: null, max: null },
    restricted: [],
    ...more,
  };
}
