export { AuthorizedClusters } from './AuthorizedClusters';
export { AuthorizedEntities } from './AuthorizedEntities';
export { AuthorizedReportService } from './AuthorizedReportService';
export type { ClusterResource } from './clusterRules';
export {
  clusterConditions,
  createClusterConditionalDecision,
} from './clusterRules';
export type { ReportOptions, ReportScope, ReportService } from './ReportService';
