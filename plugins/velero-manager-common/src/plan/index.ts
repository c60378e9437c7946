export type {
  ChangePlan,
  PlanConflict,
  Planned,
  PlannedFile,
} from './ChangePlan';
export { applyPlan } from './finishPlan';
export { specHashOf } from './hashes';
export {
  CHANGE_ANNOTATION,
  CLUSTER_LABEL,
  ENVIRONMENT_LABEL,
  PAUSED_REASON_ANNOTATION,
  SPEC_HASH_ANNOTATION,
} from './objects/marks';
export { plan } from './plan';
