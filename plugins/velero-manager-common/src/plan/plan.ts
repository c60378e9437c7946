import { Intent, IntentKind, IntentOf } from '../intents';
import {
  parseSettings,
  policyOf,
  SETTINGS_PATH,
  type RepositorySnapshot,
} from '../snapshot';
import { quoteNames } from '../words';
import { conflict, Planned } from './ChangePlan';
import { PlanContext } from './finishPlan';
import { planAlertRulesSave } from './planAlertRulesSave';
import { planArgocdApplicationSave } from './planArgocdApplicationSave';
import { planArgocdApplicationSetSave } from './planArgocdApplicationSetSave';
import { planArgocdProjectSave } from './planArgocdProjectSave';
import { planClusterOnboard } from './planClusterOnboard';
import { planClusterRemove } from './planClusterRemove';
import { planCredentialSave } from './planCredentialSave';
import { planFluxKustomizationSave } from './planFluxKustomizationSave';
import { planLonghornBackupSave } from './planLonghornBackupSave';
import { planPostgresBackupSave } from './planPostgresBackupSave';
import { planScheduleDelete } from './planScheduleDelete';
import { planSchedulePause } from './planSchedulePause';
import { planScheduleSave } from './planScheduleSave';
import { planSnapshotLocationSave } from './planSnapshotLocationSave';
import { planStorageLocationSave } from './planStorageLocationSave';

const planners: {
  [K in IntentKind]: (context: PlanContext<IntentOf<K>>) => Planned;
} = {
  'schedule:save': planScheduleSave,
  'schedule:pause': planSchedulePause,
  'schedule:delete': planScheduleDelete,
  'cluster:onboard': planClusterOnboard,
  'cluster:remove': planClusterRemove,
  'argocd-project:save': planArgocdProjectSave,
  'argocd-application:save': planArgocdApplicationSave,
  'argocd-applicationset:save': planArgocdApplicationSetSave,
  'flux-kustomization:save': planFluxKustomizationSave,
  'storage-location:save': planStorageLocationSave,
  'credential:save': planCredentialSave,
  'snapshot-location:save': planSnapshotLocationSave,
  'alert-rules:save': planAlertRulesSave,
  'longhorn-backup:save': planLonghornBackupSave,
  'postgres-backup:save': planPostgresBackupSave,
};

/**
 * What an intent does to a config repository, worked out from a snapshot that
 * holds all of `pathsOf(intent)`. Pure: the same intent and snapshot always give
 * the same plan, and a plan that is carried out leaves nothing to do.
 *
 * @public
 */
export function plan(intent: Intent, snapshot: RepositorySnapshot): Planned {
  const text = snapshot.files.get(SETTINGS_PATH);
  if (text === undefined) {
    return conflict(
      SETTINGS_PATH,
      `The repository has no '${SETTINGS_PATH}': it is no config repository yet.`,
    );
  }
  const settings = parseSettings(text);
  if (!settings.ok) return conflict(SETTINGS_PATH, settings.reason);
  if (!policyOf(settings.value, intent.environment)) {
    return conflict(
      SETTINGS_PATH,
      `The environment '${
        intent.environment
      }' is not known; there are ${quoteNames(
        Object.keys(settings.value.environments),
      )}.`,
    );
  }
  return planKind(intent.kind, { snapshot, settings: settings.value, intent });
}

function planKind<K extends IntentKind>(
  kind: K,
  context: PlanContext,
): Planned {
  // The kind is that of the intent.
  return planners[kind](context as PlanContext<IntentOf<K>>);
}
