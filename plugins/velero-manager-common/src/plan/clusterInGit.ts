import {
  clusterAppsPath,
  clusterDirectory,
  fluxClusterPath,
  type ClusterPlace,
} from '../snapshot';
import { fluxClusterDirectory, sharedDirectory } from '../snapshot/layout';
import { isMap, type Manifest } from '../snapshot/readManifests';
import type { PlanConflict } from './ChangePlan';
import { findManifests } from './findManifests';
import { CLUSTER_LABEL } from './objects/marks';

/** All of a cluster that its removal looks at. @internal */
export interface ClusterInGit {
  /** Paths of the files in its folder. */
  files: string[];
  /** Its Applications of Argo CD, its Kustomizations of Flux. */
  syncObjects: Manifest[];
  /** What makes backups and can be told to wait. */
  schedules: Manifest[];
  /** All other objects in its folder. */
  others: Manifest[];
  /** PrometheusRules of the environment that are about this cluster alone. */
  alertRules: Manifest[];
}

/** How each kind of schedule is told to wait. @internal */
export const PAUSE_FIELDS: Readonly<Record<string, string>> = {
  'velero.io/Schedule': 'paused',
  'postgresql.cnpg.io/ScheduledBackup': 'suspend',
};

/** The field by which an object is paused; undefined for what cannot be. @internal */
export function pauseFieldOf({ identity }: Manifest): string | undefined {
  if (!identity) return undefined;
  return PAUSE_FIELDS[`${groupOf(identity.apiVersion)}/${identity.kind}`];
}

/** Whether an object is an Application of Argo CD. @internal */
export const isApplication = ({ identity }: Manifest): boolean =>
  identity?.kind === 'Application' &&
  groupOf(identity.apiVersion) === 'argoproj.io';

const isKustomization = ({ identity }: Manifest): boolean =>
  identity?.kind === 'Kustomization' &&
  groupOf(identity.apiVersion) === 'kustomize.toolkit.fluxcd.io';

/**
 * Looks for all that makes up a cluster, in whatever files of its own it stands.
 *
 * @internal
 */
export function findCluster(
  files: ReadonlyMap<string, string>,
  place: ClusterPlace,
): ClusterInGit | PlanConflict {
  const directory = clusterDirectory(place);
  const own = findManifests(files, directory, () => true);
  if ('result' in own) return own;
  const syncObjects: Manifest[] = [];
  for (const path of syncPathsOf(files, place)) {
    const found = findIn(files, path, manifest =>
      [isApplication, isKustomization].some(is => is(manifest)),
    );
    if ('result' in found) return found;
    syncObjects.push(...found.manifests);
  }
  const alertRules = findAlertRules(files, place);
  if ('result' in alertRules) return alertRules;
  const isSchedule = (manifest: Manifest) =>
    pauseFieldOf(manifest) !== undefined;
  return {
    files: [...files.keys()].filter(path => path.startsWith(`${directory}/`)),
    syncObjects,
    schedules: own.manifests.filter(isSchedule),
    others: own.manifests.filter(manifest => !isSchedule(manifest)),
    alertRules: alertRules.manifests,
  };
}

/** The files by which Argo CD or Flux is told of a cluster. @internal */
export function syncPathsOf(
  files: ReadonlyMap<string, string>,
  { cluster }: ClusterPlace,
): string[] {
  const own = [clusterAppsPath(cluster), fluxClusterPath(cluster)];
  const folder = `${fluxClusterDirectory(cluster)}/`;
  return [...files.keys()].filter(
    path => own.includes(path) || path.startsWith(folder),
  );
}

/** The alert rules of an environment that are about one cluster. @internal */
export function findAlertRules(
  files: ReadonlyMap<string, string>,
  { environment, cluster }: ClusterPlace,
): { manifests: Manifest[] } | PlanConflict {
  return findManifests(
    files,
    sharedDirectory(environment),
    ({ kind }, { document }) =>
      kind === 'PrometheusRule' &&
      document.getIn(['metadata', 'labels', CLUSTER_LABEL]) === cluster,
  );
}

/** The objects in one file that are what is looked for. @internal */
export function findIn(
  files: ReadonlyMap<string, string>,
  path: string,
  matches: (manifest: Manifest) => boolean,
): { manifests: Manifest[] } | PlanConflict {
  const text = files.get(path);
  if (text === undefined) return { manifests: [] };
  return findManifests(
    new Map([[path, text]]),
    path.slice(0, path.lastIndexOf('/')),
    (_, manifest) => matches(manifest),
  );
}

/** The spec of an object as it stood in Git, before any edit. @internal */
export function specOf({ data }: Manifest): Record<string, unknown> {
  return isMap(data) && isMap(data.spec) ? data.spec : {};
}

function groupOf(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(apiVersion.lastIndexOf('/'), 0));
}
