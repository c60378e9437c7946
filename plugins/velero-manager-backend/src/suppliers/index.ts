export { startClusterSuppliers } from './startClusterSuppliers';
