export { check, checkRepository } from './check';
export type { Finding, FindingSeverity } from './Finding';
export type {
  CheckFacts,
  CheckFactsOfCluster,
  DatabaseName,
  ScheduleInCluster,
  StorageLocationInCluster,
} from './rules/Rule';
