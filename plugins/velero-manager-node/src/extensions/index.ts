export type {
  ClusterSource,
  ClusterSourceAuth,
  ClusterSupplier,
} from './ClusterSource';
export type { VeleroManagerClustersExtensionPoint } from './veleroManagerClustersExtensionPoint';
export { veleroManagerClustersExtensionPoint } from './veleroManagerClustersExtensionPoint';
