import type { Intent, IntentKind, IntentOf } from '../intents';
import { clustersOfSave } from '../intents/scheduleSaveIntent';
import {
  APPLICATIONS_DIRECTORY,
  APPLICATION_SETS_DIRECTORY,
  BOOTSTRAP_DIRECTORY,
  CLUSTER_APPS_DIRECTORY,
  clusterAppsPath,
  clusterDirectory,
  environmentAppsPath,
  FLUX_CLUSTERS_DIRECTORY,
  fluxClusterDirectory,
  fluxClusterPath,
  leafDirectory,
  projectPath,
  PROJECTS_DIRECTORY,
  SETTINGS_PATH,
  sharedDirectory,
} from './layout';
import type { RepositoryPaths } from './RepositorySnapshot';

const paths: { [K in IntentKind]: (intent: IntentOf<K>) => RepositoryPaths } = {
  'schedule:save': intent => ({
    files: [SETTINGS_PATH],
    directories: clustersOfSave(intent).map(cluster =>
      leafDirectory({ ...intent, cluster }, 'velero-config'),
    ),
  }),
  'schedule:pause': intent => ({
    files: [SETTINGS_PATH],
    directories: [leafDirectory(intent, 'velero-config')],
  }),
  'schedule:delete': intent => ({
    files: [SETTINGS_PATH],
    directories: [
      leafDirectory(intent, 'velero-config'),
      sharedDirectory(intent.environment), // alert rules name schedules
    ],
  }),
  'argocd-project:save': () => ({
    files: [SETTINGS_PATH],
    directories: [PROJECTS_DIRECTORY],
  }),
  'argocd-application:save': () => ({
    files: [SETTINGS_PATH],
    directories: [
      APPLICATIONS_DIRECTORY,
      BOOTSTRAP_DIRECTORY,
      PROJECTS_DIRECTORY,
    ],
  }),
  'argocd-applicationset:save': () => ({
    files: [SETTINGS_PATH],
    directories: [
      APPLICATION_SETS_DIRECTORY,
      BOOTSTRAP_DIRECTORY,
      CLUSTER_APPS_DIRECTORY, // what is applied one by one
      PROJECTS_DIRECTORY,
    ],
  }),
  'flux-kustomization:save': ({ cluster }) => ({
    files: [SETTINGS_PATH, fluxClusterPath(cluster)],
    directories: [fluxClusterDirectory(cluster)],
  }),
  'cluster:onboard': intent => ({
    files: [
      SETTINGS_PATH,
      environmentAppsPath(intent.environment),
      clusterAppsPath(intent.cluster),
      fluxClusterPath(intent.cluster),
    ],
    directories: [
      clusterDirectory(intent),
      // Where the project of the environment's Application stands.
      BOOTSTRAP_DIRECTORY,
      PROJECTS_DIRECTORY,
    ],
  }),
  'alert-rules:save': intent => ({
    files: [SETTINGS_PATH],
    directories: [
      leafDirectory(intent, 'velero-config'),
      sharedDirectory(intent.environment),
      // One of these may apply what is shared.
      APPLICATIONS_DIRECTORY,
      FLUX_CLUSTERS_DIRECTORY,
    ],
  }),
  'cluster:remove': intent => ({
    files: [
      SETTINGS_PATH,
      projectPath(intent.environment),
      environmentAppsPath(intent.environment),
      clusterAppsPath(intent.cluster),
      fluxClusterPath(intent.cluster),
    ],
    directories: [
      clusterDirectory(intent),
      fluxClusterDirectory(intent.cluster),
      sharedDirectory(intent.environment), // its alert rules go with it
      APPLICATION_SETS_DIRECTORY, // they may be made of its folders
    ],
  }),
  'snapshot-location:save': intent => ({
    files: [SETTINGS_PATH],
    directories: [leafDirectory(intent, 'velero-config')],
  }),
  'credential:save': intent => ({
    files: [
      SETTINGS_PATH,
      // What the Argo CD project of the environment allows is part of it.
      projectPath(intent.environment),
      clusterAppsPath(intent.cluster),
      fluxClusterPath(intent.cluster), // whether what SOPS encrypts is decrypted
      ...['values.yaml', 'install.yaml'].map(
        file => `${leafDirectory(intent, 'velero-install')}/${file}`,
      ),
    ],
    directories: [leafDirectory(intent, 'velero-config')],
  }),
  'storage-location:save': intent => ({
    files: [
      SETTINGS_PATH,
      // Which plug-ins Velero has, and what applies it.
      ...['values.yaml', 'install.yaml'].map(
        file => `${leafDirectory(intent, 'velero-install')}/${file}`,
      ),
    ],
    directories: [leafDirectory(intent, 'velero-config')],
  }),
  'longhorn-backup:save': intent => ({
    files: [
      SETTINGS_PATH,
      projectPath(intent.environment),
      clusterAppsPath(intent.cluster),
    ],
    directories: [clusterDirectory(intent)],
  }),
  'postgres-backup:save': intent => ({
    // What the Argo CD project of the environment allows is part of it.
    files: [
      SETTINGS_PATH,
      projectPath(intent.environment),
      clusterAppsPath(intent.cluster),
    ],
    directories: [clusterDirectory(intent)],
  }),
};

/**
 * What the plan of an intent may look at: all that its snapshot must hold, and
 * the only places where it writes.
 *
 * @public
 */
export function pathsOf(intent: Intent): RepositoryPaths {
  return pathsOfKind(intent.kind, intent);
}

function pathsOfKind<K extends IntentKind>(
  kind: K,
  intent: Intent,
): RepositoryPaths {
  // The kind is that of the intent.
  return paths[kind](intent as IntentOf<K>);
}
