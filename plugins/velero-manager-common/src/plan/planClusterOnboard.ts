import { ClusterOnboardIntent, intentIdentity } from '../intents';
import {
  clusterAppsPath,
  clusterDirectory,
  environmentAppsPath,
  fluxClusterPath,
  policyOf,
  projectPath,
} from '../snapshot';
import { readManifests } from '../snapshot/readManifests';
import { conflict, Planned } from './ChangePlan';
import { clusterFiles } from './clusterFiles';
import { describeOnboarding } from './describeOnboarding';
import { finishPlan, PlanContext } from './finishPlan';
import { sameData } from './hashes';
import { listInKustomization } from './listInKustomization';
import { addToEnvironmentApps, addToProject } from './joinEnvironment';
import type { OnboardContext } from './objects/OnboardContext';

type Context = PlanContext<ClusterOnboardIntent>;

/**
 * Brings a cluster under the repository: its two leaves, and what Argo CD or
 * Flux needs to apply them. A cluster that stands there already as it would be
 * written is left alone; one that stands there otherwise is a conflict.
 *
 * @internal
 */
export function planClusterOnboard(context: Context): Planned {
  const { intent, snapshot } = context;
  const onboard = onboardContext(context);
  const own = clusterFiles(onboard);
  if (isThere(context)) {
    const different = [...own].find(
      ([path, content]) =>
        !isAsWritten(path, content, snapshot.files.get(path)),
    );
    if (different) {
      return conflict(
        different[0],
        `The cluster '${intent.cluster}' is in this repository already, and '${different[0]}' is not as onboarding would write it.`,
      );
    }
    own.clear();
  }
  if (onboard.engine === 'argocd') {
    const shared = joinEnvironment(context, onboard);
    if ('result' in shared) return shared;
    shared.files.forEach((content, path) => own.set(path, content));
  }
  return finishPlan(context, {
    title: `Onboard cluster ${intent.cluster} to ${intent.environment}`,
    summary: describeOnboarding(onboard, [...own.keys()]),
    files: own,
  });
}

function onboardContext({ intent, settings }: Context): OnboardContext {
  const { environment, cluster } = intent;
  return {
    intent,
    settings,
    place: { environment, cluster },
    engine:
      intent.engine ??
      policyOf(settings, environment)?.engine ??
      settings.engine,
    chartVersion: intent.chartVersion ?? settings.velero.chart.version,
    change: intentIdentity(intent),
  };
}

function isThere({ intent, snapshot }: Context): boolean {
  const directory = `${clusterDirectory(intent)}/`;
  return (
    snapshot.files.has(clusterAppsPath(intent.cluster)) ||
    snapshot.files.has(fluxClusterPath(intent.cluster)) ||
    [...snapshot.files.keys()].some(path => path.startsWith(directory))
  );
}

/** A file may hold more by now; what it held must mean the same. */
function isAsWritten(
  path: string,
  content: string,
  now: string | undefined,
): boolean {
  if (now === undefined) return false;
  const read = readManifests(path, now);
  if (read.problems.length > 0) return false;
  const wanted = readManifests(path, content).manifests.map(({ data }) => data);
  if (path.endsWith('/kustomization.yaml')) {
    const resources = resourcesOf(wanted[0]);
    return listInKustomization(path, now, resources) === now;
  }
  return wanted.every(object =>
    read.manifests.some(({ data }) => sameData(data, object)),
  );
}

function resourcesOf(kustomization: unknown): string[] {
  const { resources } = Object(kustomization);
  return Array.isArray(resources) ? resources.map(String) : [];
}

/** The files that a cluster shares with others of its environment. */
function joinEnvironment(
  { intent, snapshot }: Context,
  onboard: OnboardContext,
): { files: Map<string, string> } | Planned {
  const files = new Map<string, string>();
  for (const [path, add] of [
    [projectPath(intent.environment), addToProject],
    [environmentAppsPath(intent.environment), addToEnvironmentApps],
  ] as const) {
    const joined = add(onboard, path, snapshot.files.get(path));
    if (!joined.ok) return conflict(path, joined.reason);
    files.set(path, joined.value);
  }
  return { files };
}
