import type { ClusterSupplier } from '@velero-manager/backstage-plugin-velero-manager-node';
import type { ConfiguredClusters } from '../clusters';
import type { ClusterFeed } from './ClusterFeed';
import { readClusterSources } from './readClusterSources';

/**
 * The clusters of a supplier from another module.
 *
 * @internal
 */
export function createSupplierFeed(
  supplier: ClusterSupplier,
  configured: Pick<ConfiguredClusters, 'current'>,
): ClusterFeed {
  const source = `supplier '${supplier.id}'`;
  return {
    source,
    async read() {
      const sources = await supplier.getClusters();
      const { clusters, notes } = readClusterSources(sources, source);
      const { defaultEnvironment } = configured.current;
      return {
        clusters: clusters.map(cluster => ({
          ...cluster,
          environment: cluster.environment ?? defaultEnvironment(cluster.name),
        })),
        notes,
      };
    },
  };
}
