export { AuthorizedClusters } from './AuthorizedClusters';
export type { ClusterResource } from './clusterRules';
export {
  clusterConditions,
  createClusterConditionalDecision,
} from './clusterRules';
export { createReportService } from './createReportService';
export type {
  ReportOptions,
  ReportScope,
  ReportService,
} from './ReportService';
