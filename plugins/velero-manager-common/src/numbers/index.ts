export type { ClusterCoverage } from './clusterCoverage';
export type { RecoveryTime } from './recoveryTime';
export type { RestoreProof } from './restoreProof';
export type { SentBytes } from './sentBytes';
export { sentSince } from './sentBytes';
export type { SuccessRate, SuccessRates } from './successRate';
export { isCovered } from './unitCoverage';
export type { UnitCoverage } from './unitCoverage';
