export { alertRulesSaveIntentSchema } from './alertRulesSaveIntent';
export type { AlertRulesSaveIntent } from './alertRulesSaveIntent';
export { argocdApplicationSaveIntentSchema } from './argocdApplicationSaveIntent';
export type { ArgocdApplicationSaveIntent } from './argocdApplicationSaveIntent';
export { argocdApplicationSetSaveIntentSchema } from './argocdApplicationSetSaveIntent';
export type { ArgocdApplicationSetSaveIntent } from './argocdApplicationSetSaveIntent';
export { argocdProjectSaveIntentSchema } from './argocdProjectSaveIntent';
export type { ArgocdProjectSaveIntent } from './argocdProjectSaveIntent';
export { clusterOf } from './clusterOf';
export type { ClusterIntent } from './clusterOf';
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
export {
  clusterRemoveIntentSchema,
  clusterRemoveSteps,
} from './clusterRemoveIntent';
export type { ClusterRemoveIntent } from './clusterRemoveIntent';
export {
  credentialForms,
  credentialSaveIntentSchema,
} from './credentialSaveIntent';
export type { CredentialSaveIntent } from './credentialSaveIntent';
export { cronEngines } from './cronEngines';
export type { CronEngine } from './cronEngines';
export { engineCronOf, refuseEngineCron } from './fiveFieldCron';
export { fluxKustomizationSaveIntentSchema } from './fluxKustomizationSaveIntent';
export type { FluxKustomizationSaveIntent } from './fluxKustomizationSaveIntent';
export { intentKinds, intentSchemas } from './Intent';
export type { Intent, IntentKind, IntentOf } from './Intent';
export { branchNameOf, intentIdentity } from './intentIdentity';
export { formFieldNames } from './formFieldNames';
export { refuseCron } from './fields';
export { jsonSchemaOf } from './jsonSchemaOf';
export type { JsonSchema } from './jsonSchemaOf';
export { longhornBackupSaveIntentSchema } from './longhornBackupSaveIntent';
export type { LonghornBackupSaveIntent } from './longhornBackupSaveIntent';
export { parseIntent } from './parseIntent';
export {
  postgresBackupMethods,
  postgresBackupSaveIntentSchema,
} from './postgresBackupSaveIntent';
export type { PostgresBackupSaveIntent } from './postgresBackupSaveIntent';
export {
  MAX_SCHEDULE_NAME_LENGTH,
  scheduleFrequencies,
} from './scheduleFields';
export { scheduleDeleteIntentSchema } from './scheduleDeleteIntent';
export type { ScheduleDeleteIntent } from './scheduleDeleteIntent';
export { schedulePauseIntentSchema } from './schedulePauseIntent';
export type { SchedulePauseIntent } from './schedulePauseIntent';
export {
  clustersOfSave,
  scheduleNameOf,
  scheduleSaveIntentSchema,
} from './scheduleSaveIntent';
export type { ScheduleSaveIntent } from './scheduleSaveIntent';
export {
  snapshotLocationSaveIntentSchema,
  snapshotProviders,
} from './snapshotLocationSaveIntent';
export type {
  SnapshotLocationSaveIntent,
  SnapshotProvider,
} from './snapshotLocationSaveIntent';
export {
  storageLocationSaveIntentSchema,
  storageProviders,
} from './storageLocationSaveIntent';
export type {
  StorageLocationSaveIntent,
  StorageProvider,
} from './storageLocationSaveIntent';
export { templateFieldsOf, templateParametersOf } from './templateParametersOf';
export type { TemplateField, TemplatePage } from './templateParametersOf';
