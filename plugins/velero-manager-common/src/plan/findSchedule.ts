import {
  clusterDirectory,
  leafDirectory,
  type ClusterPlace,
} from '../snapshot';
import { Manifest } from '../snapshot/readManifests';
import { conflict, PlanConflict } from './ChangePlan';
import { findManifests } from './findManifests';
import type { PlanContext } from './finishPlan';

/**
 * Looks for a schedule of a cluster by what it is, in every file of the folder
 * of its configuration. A schedule that stands there twice is a conflict.
 *
 * @param wanted - the cluster, and what the schedule is called there
 * @internal
 */
export function findSchedule(
  { snapshot, settings }: Pick<PlanContext, 'snapshot' | 'settings'>,
  wanted: ClusterPlace & { name: string },
): { manifest: Manifest | null } | PlanConflict {
  const leaf = leafDirectory(wanted, 'velero-config');
  const { namespace } = settings.velero;
  const read = findManifests(
    snapshot.files,
    leaf,
    identity =>
      identity.apiVersion === 'velero.io/v1' &&
      identity.kind === 'Schedule' &&
      identity.name === wanted.name &&
      (identity.namespace ?? namespace) === namespace,
  );
  if ('result' in read) return read;
  const found = read.manifests;
  if (found.length > 1) {
    return conflict(
      found[1].path,
      `The schedule '${wanted.name}' stands in '${found[0].path}' and in '${found[1].path}'; only one of them can be meant.`,
    );
  }
  return { manifest: found[0] ?? null };
}

/**
 * That the folder of a cluster's configuration is not there; null where it is.
 *
 * @internal
 */
export function missingCluster(
  { snapshot }: Pick<PlanContext, 'snapshot'>,
  place: ClusterPlace,
): PlanConflict | null {
  const leaf = leafDirectory(place, 'velero-config');
  if (snapshot.files.has(`${leaf}/kustomization.yaml`)) return null;
  return conflict(
    `${leaf}/kustomization.yaml`,
    `The cluster '${place.cluster}' has no '${clusterDirectory(
      place,
    )}' in this repository yet: it must be onboarded first.`,
  );
}
