import {
  clusterOnboardIntentSchema,
  type ClusterOnboardIntent,
} from './clusterOnboardIntent';
import {
  scheduleSaveIntentSchema,
  type ScheduleSaveIntent,
} from './scheduleSaveIntent';

/**
 * What a person wants of a config repository.
 *
 * @public
 */
export type Intent = ScheduleSaveIntent | ClusterOnboardIntent;

/** @public */
export type IntentKind = Intent['kind'];

/**
 * The schema of every intent, by its kind.
 *
 * @public
 */
export const intentSchemas = {
  'schedule:save': scheduleSaveIntentSchema,
  'cluster:onboard': clusterOnboardIntentSchema,
} as const;

/** Every kind of intent. @public */
export const intentKinds = Object.keys(intentSchemas) as IntentKind[];
