import { Intent } from '../intents';
import {
  parseSettings,
  policyOf,
  SETTINGS_PATH,
  type RepositorySnapshot,
} from '../snapshot';
import { quoteNames } from '../words';
import { conflict, Planned } from './ChangePlan';
import { planClusterOnboard } from './planClusterOnboard';
import { planScheduleSave } from './planScheduleSave';

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
  const context = { snapshot, settings: settings.value };
  switch (intent.kind) {
    case 'schedule:save':
      return planScheduleSave({ ...context, intent });
    case 'cluster:onboard':
      return planClusterOnboard({ ...context, intent });
    default:
      return intent satisfies never;
  }
}
