export { buildClusterReport } from './buildClusterReport';
export { buildEntityReport } from './buildEntityReport';
export { buildFleetSummary } from './buildFleetSummary';
export type { SummedEntity } from './buildFleetSummary';
export { buildClusterListItem, buildEntityListItem } from './listItems';
export type { ClusterListSource, EntityListSource } from './listItems';
export { rollUp } from './rollUp';
export type { RolledUp } from './rollUp';
export * from './subjects';
