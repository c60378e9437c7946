export { veleroManagerModuleFleetClusters as default } from './veleroManagerModuleFleetClusters';
