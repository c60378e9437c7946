export { createClusterJudge } from './createClusterJudge';
export type { JudgeCluster, JudgedCluster } from './createClusterJudge';
export type { JudgedEntity, JudgeEntity } from './createEntityJudge';
export { createEntityJudge } from './createEntityJudge';
