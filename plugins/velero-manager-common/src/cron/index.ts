export { clockChanges, type ClockChange } from './clockChanges';
export { compareReadings, type CronDifference } from './compareReadings';
export type { CronPattern } from './CronPattern';
export { cronOfPattern } from './cronOfPattern';
export { cronPatternOf } from './cronPatternOf';
export type { CronDialect } from './dialect';
export {
  cronDialectForVelero,
  type VeleroCronDialect,
} from './cronDialectForVelero';
export { maxGap } from './maxGap';
export { nextRuns } from './nextRuns';
export { previousRun } from './previousRun';
export type { CronReader } from './readSchedule';
export { runsMeet } from './runsMeet';
export { runsWithin } from './runsWithin';
export { startsByHour } from './startsByHour';
