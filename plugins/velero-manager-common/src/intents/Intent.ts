import type { z } from 'zod/v3';
import { alertRulesSaveIntentSchema } from './alertRulesSaveIntent';
import { argocdApplicationSaveIntentSchema } from './argocdApplicationSaveIntent';
import { argocdApplicationSetSaveIntentSchema } from './argocdApplicationSetSaveIntent';
import { argocdProjectSaveIntentSchema } from './argocdProjectSaveIntent';
import { clusterOnboardIntentSchema } from './clusterOnboardIntent';
import { clusterRemoveIntentSchema } from './clusterRemoveIntent';
import { fluxKustomizationSaveIntentSchema } from './fluxKustomizationSaveIntent';
import { longhornBackupSaveIntentSchema } from './longhornBackupSaveIntent';
import { postgresBackupSaveIntentSchema } from './postgresBackupSaveIntent';
import { credentialSaveIntentSchema } from './credentialSaveIntent';
import { scheduleDeleteIntentSchema } from './scheduleDeleteIntent';
import { schedulePauseIntentSchema } from './schedulePauseIntent';
import { scheduleSaveIntentSchema } from './scheduleSaveIntent';
import { snapshotLocationSaveIntentSchema } from './snapshotLocationSaveIntent';
import { storageLocationSaveIntentSchema } from './storageLocationSaveIntent';

/**
 * The schema of every intent, by its kind. What else an intent takes stands in
 * tables of the same keys: `intentIdentity`, `pathsOf` and `plan`.
 *
 * @public
 */
export const intentSchemas = {
  'schedule:save': scheduleSaveIntentSchema,
  'schedule:pause': schedulePauseIntentSchema,
  'schedule:delete': scheduleDeleteIntentSchema,
  'cluster:onboard': clusterOnboardIntentSchema,
  'cluster:remove': clusterRemoveIntentSchema,
  'argocd-project:save': argocdProjectSaveIntentSchema,
  'argocd-application:save': argocdApplicationSaveIntentSchema,
  'argocd-applicationset:save': argocdApplicationSetSaveIntentSchema,
  'flux-kustomization:save': fluxKustomizationSaveIntentSchema,
  'storage-location:save': storageLocationSaveIntentSchema,
  'credential:save': credentialSaveIntentSchema,
  'snapshot-location:save': snapshotLocationSaveIntentSchema,
  'alert-rules:save': alertRulesSaveIntentSchema,
  'longhorn-backup:save': longhornBackupSaveIntentSchema,
  'postgres-backup:save': postgresBackupSaveIntentSchema,
} as const;

/** @public */
export type IntentKind = keyof typeof intentSchemas;

/** The intent of one kind. @public */
export type IntentOf<K extends IntentKind> = z.infer<(typeof intentSchemas)[K]>;

/**
 * What a person wants of a config repository.
 *
 * @public
 */
export type Intent = { [K in IntentKind]: IntentOf<K> }[IntentKind];

/** Every kind of intent. @public */
export const intentKinds = Object.keys(intentSchemas) as IntentKind[];
