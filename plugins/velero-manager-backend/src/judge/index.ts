export type { JudgedEntity, JudgeEntity } from './createEntityJudge';
export { createEntityJudge } from './createEntityJudge';
