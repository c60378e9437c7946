import { matchesClusterPattern } from '../snapshot/clusterPattern';
import { RepositorySettings } from '../snapshot/RepositorySettings';

/** What no cluster applies: prose beside the root, and in docs/. */
const PROSE = /^(docs\/(?:[^/]+\/)*)?[^/]+\.md$/;
/** The whole file is about the environment that it is named after. */
const OF_ENVIRONMENT = [
  /^environments\/([^/]+)\/./,
  /^argocd-apps\/projects\/([^/]+)\.yaml$/,
  /^argocd-apps\/environments\/([^/]+)-apps\.yaml$/,
];
/** The whole file is about the cluster that it is named after. */
const OF_CLUSTER = [
  /^argocd-apps\/cluster-apps\/([^/]+)\.yaml$/,
  /^flux\/clusters\/([^/]+)\.yaml$/,
  /^flux\/clusters\/([^/]+)\/./,
];

/**
 * The environments that a changed file can reach. A file that no rule places,
 * such as the settings, a shared base or a workflow, can reach all of them, and
 * so can one of an environment that the settings do not name.
 *
 * @remarks
 * The file of a cluster's Applications says nothing of its environment that a
 * pull request could not change, so the patterns of names on the base branch
 * decide; where several fit, all of them are asked.
 *
 * @internal
 */
export function environmentsOfPath(
  path: string,
  settings: RepositorySettings,
): string[] {
  const all = Object.keys(settings.environments);
  if (PROSE.test(path)) {
    return [];
  }
  const environment = firstMatch(OF_ENVIRONMENT, path);
  if (environment !== null) {
    return all.includes(environment) ? [environment] : all;
  }
  const cluster = firstMatch(OF_CLUSTER, path);
  if (cluster !== null) {
    const fitting = all.filter(name =>
      matchesClusterPattern(settings.environments[name].clusterNames, cluster),
    );
    return fitting.length > 0 ? fitting : all;
  }
  return all;
}

function firstMatch(patterns: RegExp[], path: string): string | null {
  for (const pattern of patterns) {
    const match = pattern.exec(path);
    if (match) return match[1];
  }
  return null;
}
