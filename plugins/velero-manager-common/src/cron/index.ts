export type { CronDialect } from './dialect';
export {
  cronDialectForVelero,
  type VeleroCronDialect,
} from './cronDialectForVelero';
export { maxGap } from './maxGap';
export { nextRuns } from './nextRuns';
export { previousRun } from './previousRun';
export type { CronReader } from './readSchedule';
