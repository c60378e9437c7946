import { Parsed } from '../parsed';
import {
  isMap,
  Manifest,
  readManifests,
  valueAt,
} from '../snapshot/readManifests';
import { appendToList } from './appendToList';
import { specOf } from './clusterInGit';
import { isEditable, printEdited, setField } from './editManifest';
import {
  clustersOfInclude,
  destinationsOf,
  environmentAppsObject,
  includeOf,
  projectNameOf,
  projectObject,
} from './objects/argocd';
import type { OnboardContext } from './objects/OnboardContext';
import { printYaml } from './printYaml';

/**
 * The text of the environment's AppProject that lets this cluster in.
 *
 * @internal
 */
export function addToProject(
  context: OnboardContext,
  path: string,
  text: string | undefined,
): Parsed<string> {
  if (text === undefined)
    return { ok: true, value: printYaml([projectObject(context)]) };
  const name = projectNameOf(context.place.environment);
  const manifest = findOne(path, text, { kind: 'AppProject', name });
  if (!manifest.ok) return manifest;
  const spec = specOf(manifest.value);
  const known = Array.isArray(spec.destinations) ? spec.destinations : [];
  const missing = destinationsOf(context).filter(
    wanted =>
      !known.some(
        item =>
          isMap(item) &&
          item.server === wanted.server &&
          item.namespace === wanted.namespace,
      ),
  );
  const { repository, velero } = context.settings;
  const repos = Array.isArray(spec.sourceRepos) ? spec.sourceRepos : [];
  const missingRepos = [repository.url, velero.chart.repository].filter(
    url => !repos.includes(url),
  );
  if (missing.length + missingRepos.length === 0)
    return { ok: true, value: text };
  const isAdded =
    appendToList(manifest.value, ['spec', 'destinations'], missing) &&
    appendToList(manifest.value, ['spec', 'sourceRepos'], missingRepos);
  return isAdded
    ? { ok: true, value: printEdited(text, manifest.value) }
    : {
        ok: false,
        reason: `The AppProject '${name}' in '${path}' is not written as lists of its own, so it cannot be changed safely.`,
      };
}

/**
 * The text of the Application that carries the environment's Applications,
 * this cluster's among them.
 *
 * @internal
 */
export function addToEnvironmentApps(
  context: OnboardContext,
  path: string,
  text: string | undefined,
): Parsed<string> {
  const { settings, place } = context;
  const { environment, cluster } = place;
  if (text === undefined) {
    const object = environmentAppsObject(settings, {
      environment,
      clusters: [cluster],
    });
    return { ok: true, value: printYaml([object]) };
  }
  const name = `velero-${environment}-apps`;
  const manifest = findOne(path, text, { kind: 'Application', name });
  if (!manifest.ok) return manifest;
  const field = ['spec', 'source', 'directory', 'include'];
  const include = valueAt(manifest.value.data, field);
  const clusters =
    typeof include === 'string' ? clustersOfInclude(include) : null;
  if (clusters === null) {
    return {
      ok: false,
      reason: `The Application '${name}' must list its clusters in 'spec.source.directory.include', such as '${includeOf(
        ['a', 'b'],
      )}'.`,
    };
  }
  if (clusters.includes(cluster)) return { ok: true, value: text };
  setField(manifest.value.document, field, includeOf([...clusters, cluster]));
  return { ok: true, value: printEdited(text, manifest.value) };
}

function findOne(
  path: string,
  text: string,
  wanted: { kind: string; name: string },
): Parsed<Manifest> {
  const { manifests, problems } = readManifests(path, text);
  if (problems.length > 0) {
    const [{ line, message }] = problems;
    return {
      ok: false,
      reason: `The file '${path}' ${message} (line ${line ?? 1}).`,
    };
  }
  const found = manifests.find(
    ({ identity }) =>
      identity?.kind === wanted.kind && identity.name === wanted.name,
  );
  if (!found) {
    return {
      ok: false,
      reason: `The file '${path}' holds no ${wanted.kind} called '${wanted.name}'.`,
    };
  }
  // The deepest field that is written; all others are within it.
  return isEditable(found.document, ['spec', 'source', 'directory', 'include'])
    ? { ok: true, value: found }
    : {
        ok: false,
        reason: `The ${wanted.kind} '${wanted.name}' is not written as maps of its own, so it cannot be changed safely.`,
      };
}
