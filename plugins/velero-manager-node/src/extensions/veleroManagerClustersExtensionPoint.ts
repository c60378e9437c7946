import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ClusterSupplier } from './ClusterSource';

/**
 * Where modules of the `velero-manager` plugin add clusters.
 *
 * @public
 */
export interface VeleroManagerClustersExtensionPoint {
  /**
   * Adds a source of clusters. A name that app-config or an earlier supplier
   * defines is not displaced.
   */
  addClusterSupplier(...suppliers: ClusterSupplier[]): void;
}

/**
 * Where modules of the `velero-manager` plugin add clusters.
 *
 * @public
 */
export const veleroManagerClustersExtensionPoint =
  createExtensionPoint<VeleroManagerClustersExtensionPoint>({
    id: 'velero-manager.clusters',
  });
