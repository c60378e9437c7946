import type { Intent } from '../intents';
import {
  clusterAppsPath,
  clusterDirectory,
  environmentAppsPath,
  fluxClusterPath,
  leafDirectory,
  projectPath,
  SETTINGS_PATH,
} from './layout';
import type { RepositoryPaths } from './RepositorySnapshot';

/**
 * What the plan of an intent may look at: all that its snapshot must hold, and
 * the only places where it writes.
 *
 * @public
 */
export function pathsOf(intent: Intent): RepositoryPaths {
  switch (intent.kind) {
    case 'schedule:save':
      return {
        files: [SETTINGS_PATH],
        directories: [leafDirectory(intent, 'velero-config')],
      };
    case 'cluster:onboard':
      return {
        files: [
          SETTINGS_PATH,
          projectPath(intent.environment),
          environmentAppsPath(intent.environment),
          clusterAppsPath(intent.cluster),
          fluxClusterPath(intent.cluster),
        ],
        directories: [clusterDirectory(intent)],
      };
    default:
      return intent satisfies never;
  }
}
