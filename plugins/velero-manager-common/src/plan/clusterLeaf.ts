import type { GitopsEngine, Intent } from '../intents';
import { clusterDirectory, leafDirectory, policyOf } from '../snapshot';
import { conflict, PlanConflict } from './ChangePlan';
import type { PlanContext } from './finishPlan';
import { listInKustomization } from './listInKustomization';

/** The context of an intent that speaks of one cluster. @internal */
export type ClusterContext = PlanContext<Extract<Intent, { cluster: string }>>;

/**
 * The leaf of a cluster in which its configuration stands; a conflict where the
 * cluster was not onboarded.
 *
 * @internal
 */
export function configLeafOf({
  intent,
  snapshot,
}: ClusterContext): { leaf: string } | PlanConflict {
  const leaf = leafDirectory(intent, 'velero-config');
  if (snapshot.files.has(`${leaf}/kustomization.yaml`)) return { leaf };
  return conflict(
    `${leaf}/kustomization.yaml`,
    `The cluster '${intent.cluster}' has no '${clusterDirectory(
      intent,
    )}' in this repository yet: it must be onboarded first.`,
  );
}

/**
 * The kustomization of a leaf with one more file, by its path and new text.
 *
 * @internal
 */
export function listInLeaf(
  { snapshot }: ClusterContext,
  leaf: string,
  path: string,
): { file: [path: string, text: string] } | PlanConflict {
  const kustomization = `${leaf}/kustomization.yaml`;
  const text = listInKustomization(
    kustomization,
    snapshot.files.get(kustomization) ?? '',
    [path.slice(leaf.length + 1)],
  );
  return text === null
    ? conflict(
        kustomization,
        `The file '${kustomization}' is no kustomization with a list of resources.`,
      )
    : { file: [kustomization, text] };
}

/** Files by which the install of a cluster says what Velero runs with. @internal */
export function installFilesOf(place: {
  environment: string;
  cluster: string;
}): { values: string; install: string } {
  const leaf = leafDirectory(place, 'velero-install');
  return {
    values: `${leaf}/values.yaml`,
    install: `${leaf}/install.yaml`,
  };
}

/**
 * What applies a cluster: onboarding writes values beside the chart for Argo CD,
 * a release for Flux.
 *
 * @internal
 */
export function engineOf({
  intent,
  snapshot,
  settings,
}: ClusterContext): GitopsEngine {
  const { values, install } = installFilesOf(intent);
  if (snapshot.files.has(values)) return 'argocd';
  if (snapshot.files.has(install)) return 'flux';
  return policyOf(settings, intent.environment)?.engine ?? settings.engine;
}
