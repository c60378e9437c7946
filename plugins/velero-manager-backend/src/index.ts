/**
 * The backend of Velero Manager.
 *
 * @packageDocumentation
 */
export { veleroManagerPlugin as default } from './plugin';
export type { ClusterResource } from './reports';
export { clusterConditions, createClusterConditionalDecision } from './reports';
export type { ClusterFilter } from './store';
