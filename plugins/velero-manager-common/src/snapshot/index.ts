export {
  clusterAppsPath,
  clusterDirectory,
  clustersDirectory,
  environmentAppsPath,
  fluxClusterPath,
  leafDirectory,
  projectPath,
  CLUSTER_APPS_DIRECTORY,
  SETTINGS_PATH,
} from './layout';
export type { ClusterPlace, Leaf } from './layout';
export { parseSettings } from './parseSettings';
export { pathsOf } from './pathsOf';
export { policyOf } from './RepositorySettings';
export type {
  EnvironmentPolicy,
  RepositorySettings,
} from './RepositorySettings';
export type { RepositoryPaths, RepositorySnapshot } from './RepositorySnapshot';
export { safePath } from './safePath';
