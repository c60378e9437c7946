/*
 * Where things stand in a config repository. Every name that is put in here was
 * checked to be a DNS label, so no path leads elsewhere.
 */

/** The settings of a config repository. @public */
export const SETTINGS_PATH = '.velero-manager.yaml';

/** A cluster, by the names that its paths are made of. @public */
export interface ClusterPlace {
  environment: string;
  cluster: string;
}

/** The two folders of a cluster that are applied on their own. @public */
export type Leaf = 'velero-install' | 'velero-config';

/** What holds the folders of an environment's clusters, one each. @public */
export function clustersDirectory(environment: string): string {
  return `environments/${environment}/clusters`;
}

/** The folder of a cluster. @public */
export function clusterDirectory({
  environment,
  cluster,
}: ClusterPlace): string {
  return `${clustersDirectory(environment)}/${cluster}`;
}

/** One of the two folders of a cluster that are applied. @public */
export function leafDirectory(place: ClusterPlace, leaf: Leaf): string {
  return `${clusterDirectory(place)}/${leaf}`;
}

/** What all clusters of an environment share: alert rules among it. @public */
export function sharedDirectory(environment: string): string {
  return `environments/${environment}/shared`;
}

/** Where alert rules stand in what an environment shares. @internal */
export const ALERT_RULES_FOLDER = 'alert-rules';

/** What Argo CD itself applies. @internal */
export const ARGOCD_APPS_DIRECTORY = 'argocd-apps';
/** What Argo CD is started with, once. @internal */
export const BOOTSTRAP_DIRECTORY = `${ARGOCD_APPS_DIRECTORY}/bootstrap`;
/** Where Argo CD's projects stand. @internal */
export const PROJECTS_DIRECTORY = `${ARGOCD_APPS_DIRECTORY}/projects`;
/** Where the Applications of teams stand. @internal */
export const APPLICATIONS_DIRECTORY = `${ARGOCD_APPS_DIRECTORY}/applications`;

/** Where the ApplicationSets stand. @internal */
export const APPLICATION_SETS_DIRECTORY = `${ARGOCD_APPS_DIRECTORY}/applicationsets`;

/** The Argo CD project of an environment. @public */
export function projectPath(environment: string): string {
  return `argocd-apps/projects/${environment}.yaml`;
}

/** The Application that carries the Applications of an environment. @public */
export function environmentAppsPath(environment: string): string {
  return `argocd-apps/environments/${environment}-apps.yaml`;
}

/** Where the Applications of all clusters stand. @public */
export const CLUSTER_APPS_DIRECTORY = 'argocd-apps/cluster-apps';

/** The two Applications of a cluster. @public */
export function clusterAppsPath(cluster: string): string {
  return `${CLUSTER_APPS_DIRECTORY}/${cluster}.yaml`;
}

/** What the Flux of each cluster applies. @internal */
export const FLUX_CLUSTERS_DIRECTORY = 'flux/clusters';

/** What Flux needs to apply a cluster. @public */
export function fluxClusterPath(cluster: string): string {
  return `${FLUX_CLUSTERS_DIRECTORY}/${cluster}.yaml`;
}

/** What the Flux of a cluster applies beside Velero. @internal */
export function fluxClusterDirectory(cluster: string): string {
  return `${FLUX_CLUSTERS_DIRECTORY}/${cluster}`;
}

const UNITS: Record<string, string> = { d: 'day', h: 'hour' };

/**
 * What the file of a new schedule is called: `daily-full-30day.yaml`.
 *
 * @internal
 */
export function scheduleFileName(schedule: {
  frequency: string;
  scope: string;
  retention: string;
}): string {
  const { frequency, scope, retention } = schedule;
  const unit = UNITS[retention.slice(-1)];
  return `${frequency}-${scope}-${retention.slice(0, -1)}${unit}.yaml`;
}

const PLACE = /^environments\/([^/]+)\/clusters\/([^/]+)\/(.+)$/;

/**
 * The cluster whose folder a path lies in, with the rest of the path.
 *
 * @internal
 */
export function clusterPlaceOf(
  path: string,
): (ClusterPlace & { rest: string }) | null {
  const match = PLACE.exec(path);
  return match
    ? { environment: match[1], cluster: match[2], rest: match[3] }
    : null;
}
