import type { ClusterPlace } from '../snapshot';
import { sharedDirectory } from '../snapshot/layout';
import type { PlanConflict } from './ChangePlan';
import { findAlertRules } from './clusterInGit';
import { takeOutObject } from './takeOutObject';

/**
 * Takes the alert rules of a cluster out; the kustomization of the folder goes
 * with the last of what it lists, because kustomize refuses an empty one.
 *
 * @returns the files that shall be, `null` for those that shall not
 * @internal
 */
export function takeOutAlertRules(
  before: ReadonlyMap<string, string>,
  place: ClusterPlace,
): { files: Map<string, string | null> } | PlanConflict {
  const draft = new Map(before);
  const files = new Map<string, string | null>();
  const directory = sharedDirectory(place.environment);
  for (;;) {
    const found = findAlertRules(draft, place);
    if ('result' in found) return found;
    const [manifest] = found.manifests;
    if (!manifest) return { files };
    const taken = takeOutObject(draft, {
      manifest,
      title: `PrometheusRule '${manifest.identity?.name}'`,
      directory,
    });
    if ('result' in taken) return taken;
    if (taken.isListEmpty) {
      taken.files.set(`${directory}/kustomization.yaml`, null);
    }
    taken.files.forEach((text, path) => {
      files.set(path, text);
      if (text === null) draft.delete(path);
      else draft.set(path, text);
    });
  }
}
