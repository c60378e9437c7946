import { policyOf, safePath, SETTINGS_PATH } from '../../snapshot';
import { matchesClusterPattern } from '../../snapshot/clusterPattern';
import { clusterPlaceOf } from '../../snapshot/layout';
import { valueAt } from '../../snapshot/readManifests';
import { quoteNames, quoteValue } from '../../words';
import type { CheckedRepository } from '../CheckedRepository';
import { Finding, findingAt, findingIn } from '../Finding';
import { CLUSTER_LABEL, ENVIRONMENT_LABEL } from '../../plan/objects/marks';
import type { Rule } from './Rule';

/** Settings are right, and clusters and files are called as they may be. @internal */
export const checkPlaces: Rule = repository => [
  ...checkSettings(repository),
  ...[...repository.files.keys()].flatMap(checkPath),
  ...checkClusters(repository),
  ...checkMarks(repository),
];

function checkSettings(repository: CheckedRepository): Finding[] {
  if (!repository.files.has(SETTINGS_PATH)) {
    return [
      findingIn(SETTINGS_PATH, null, {
        code: 'SETTINGS_MISSING',
        severity: 'error',
        message: `The repository has no '${SETTINGS_PATH}'.`,
        fix: 'Write one that names the layout, the repository and its environments.',
      }),
    ];
  }
  return repository.settingsProblems.map(({ line, message }) =>
    findingIn(SETTINGS_PATH, line, {
      code: 'SETTINGS_INVALID',
      severity: 'error',
      message: `${message}.`,
    }),
  );
}

/** What nobody applies may be called as people like, as long as it is plain. */
function isPlainNote(path: string): boolean {
  const applied = /^(environments|argocd-apps|flux|bases|templates|policies)\//;
  return !applied.test(path) && /^[\x20-\x5b\x5d-\x7e]+$/.test(path);
}

function checkPath(path: string): Finding[] {
  const safe = safePath(path);
  return safe.ok || isPlainNote(path)
    ? []
    : [
        findingIn(path, null, {
          code: 'PATH_UNSAFE',
          severity: 'error',
          message: safe.reason,
        }),
      ];
}

function checkClusters({ files, settings }: CheckedRepository): Finding[] {
  const seen = new Map<string, string>();
  const findings: Finding[] = [];
  for (const path of files.keys()) {
    const place = clusterPlaceOf(path);
    if (!place || !settings) continue;
    const { environment, cluster } = place;
    const at = `${environment}/${cluster}`;
    if (seen.get(cluster) === at) continue;
    if (seen.has(cluster)) {
      findings.push(
        findingIn(path, null, {
          code: 'CLUSTER_TWICE',
          severity: 'error',
          message: `The cluster ${quoteValue(
            cluster,
          )} stands in two environments.`,
        }),
      );
    }
    seen.set(cluster, at);
    const policy = policyOf(settings, environment);
    if (!policy) {
      findings.push(
        findingIn(path, null, {
          code: 'ENVIRONMENT_UNKNOWN',
          severity: 'error',
          message: `The environment ${quoteValue(
            environment,
          )} is not known; there are ${quoteNames(
            Object.keys(settings.environments),
          )}.`,
          fix: `Name it with its policy in '${SETTINGS_PATH}'.`,
        }),
      );
    } else if (!matchesClusterPattern(policy.clusterNames, cluster)) {
      findings.push(
        findingIn(path, null, {
          code: 'CLUSTER_NAME',
          severity: 'error',
          message: `The cluster ${quoteValue(cluster)} must be called like '${
            policy.clusterNames
          }'.`,
        }),
      );
    }
  }
  return findings;
}

/** Labels that name a place must name the place that they are in. */
function checkMarks({ manifests }: CheckedRepository): Finding[] {
  return manifests.flatMap(manifest => {
    const place = clusterPlaceOf(manifest.path);
    if (!place) return [];
    const wanted = {
      [CLUSTER_LABEL]: place.cluster,
      [ENVIRONMENT_LABEL]: place.environment,
    };
    return Object.entries(wanted).flatMap(([label, name]) => {
      const field = ['metadata', 'labels', label];
      const value = valueAt(manifest.data, field);
      if (value === undefined || value === name) return [];
      return [
        findingAt(manifest, field, {
          code: 'LABEL_WRONG',
          severity: 'error',
          message: `The label '${label}' is ${quoteValue(
            value,
          )}, but the file stands in '${name}'.`,
        }),
      ];
    });
  });
}
