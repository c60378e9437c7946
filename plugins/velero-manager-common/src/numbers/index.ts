export type { ClusterCoverage } from './clusterCoverage';
export type { RecoveryTime } from './recoveryTime';
export type { RestoreProof } from './restoreProof';
export type { SuccessRate } from './successRate';
export { isCovered } from './unitCoverage';
export type { UnitCoverage } from './unitCoverage';
