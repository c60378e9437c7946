import type { ClusterDefinition } from '../../clusters';

/** A cluster definition with a token, changed as a test needs it. */
export function clusterDefinition(
  changes: Partial<ClusterDefinition>,
): ClusterDefinition {
  return {
    name: 'prod-01',
    title: null,
    environment: null,
    definedAt: 'veleroManager.clusters[0]',
    url: null,
    auth: { type: 'serviceAccountToken', token: 's3cr3t-token' },
    ca: null,
    skipTLSVerify: false,
    veleroNamespaces: null,
    argocd: { names: [], servers: [] },
    ...changes,
  };
}
