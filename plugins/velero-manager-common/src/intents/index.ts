export {
  clusterOnboardIntentSchema,
  defaultOnboardSchedules,
  gitopsEngines,
} from './clusterOnboardIntent';
export type {
  ClusterOnboardIntent,
  ClusterOnboardIntentInput,
  GitopsEngine,
} from './clusterOnboardIntent';
export { intentKinds, intentSchemas } from './Intent';
export type { Intent, IntentKind, IntentOf } from './Intent';
export { branchNameOf, intentIdentity } from './intentIdentity';
export { jsonSchemaOf } from './jsonSchemaOf';
export type { JsonSchema } from './jsonSchemaOf';
export { parseIntent } from './parseIntent';
export {
  MAX_SCHEDULE_NAME_LENGTH,
  scheduleFrequencies,
} from './scheduleFields';
export { scheduleNameOf, scheduleSaveIntentSchema } from './scheduleSaveIntent';
export type { ScheduleSaveIntent } from './scheduleSaveIntent';
export { templateParametersOf } from './templateParametersOf';
export type { TemplatePage } from './templateParametersOf';
