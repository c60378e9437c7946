import { Parsed } from '../parsed';
import { clusterAppsPath, ClusterPlace, projectPath } from '../snapshot';
import { isMap, Manifest, readManifests } from '../snapshot/readManifests';
import { appendToList } from './appendToList';
import { printEdited } from './editManifest';
import {
  allowsKind,
  coversDestination,
  type ProjectDestination,
  type ProjectKind,
} from './objects/projectRules';

/** What the files of a leaf need to be allowed. @internal */
export interface ProjectWish {
  namespace: string;
  kinds: readonly ProjectKind[];
}

/**
 * Lets Argo CD write these kinds into this namespace of a cluster: a project
 * allows what onboarding needs and no more, so it grows with what is written.
 * The project is changed in the draft. False where no file here says which
 * project and which destination the cluster has.
 *
 * @internal
 */
export function allowInProject(
  draft: Map<string, string>,
  place: ClusterPlace,
  wish: ProjectWish,
): Parsed<boolean> {
  const app = findOne(draft, clusterAppsPath(place.cluster), {
    kind: 'Application',
    name: `${place.cluster}-velero-config`,
  });
  if (!app.ok) return app;
  const spec = specOf(app.value);
  const { project, destination } = spec;
  if (typeof project !== 'string' || !isMap(destination)) {
    return { ok: true, value: false };
  }
  const path = projectPath(place.environment);
  const found = findOne(draft, path, { kind: 'AppProject', name: project });
  if (!found.ok) return found;
  if (!found.value) return { ok: true, value: false };
  const text = allow(found.value, draft.get(path) ?? '', {
    destination: {
      ...pickText(destination, 'server'),
      ...pickText(destination, 'name'),
      namespace: wish.namespace,
    },
    kinds: wish.kinds,
  });
  if (text === null) {
    return {
      ok: false,
      reason: `The AppProject '${project}' in '${path}' is not written as lists of its own, so it cannot be changed safely.`,
    };
  }
  draft.set(path, text);
  return { ok: true, value: true };
}

function allow(
  manifest: Manifest,
  before: string,
  wish: { destination: ProjectDestination; kinds: readonly ProjectKind[] },
): string | null {
  const { destinations, namespaceResourceWhitelist } = specOf(manifest);
  const known = mapsOf(destinations).map(item => ({
    ...pickText(item, 'server'),
    ...pickText(item, 'name'),
    ...pickText(item, 'namespace'),
  }));
  const kinds = Array.isArray(namespaceResourceWhitelist)
    ? mapsOf(namespaceResourceWhitelist).map(({ group, kind }) => ({
        group: String(group ?? ''),
        kind: String(kind ?? ''),
      }))
    : undefined;
  const isCovered = known.some(item =>
    coversDestination(item, wish.destination),
  );
  const missing = wish.kinds.filter(kind => !allowsKind(kinds, kind));
  if (isCovered && missing.length === 0) return before;
  const added =
    appendToList(
      manifest,
      ['spec', 'destinations'],
      isCovered ? [] : [wish.destination],
    ) &&
    appendToList(manifest, ['spec', 'namespaceResourceWhitelist'], missing);
  return added ? printEdited(before, manifest) : null;
}

function findOne(
  draft: ReadonlyMap<string, string>,
  path: string,
  wanted: { kind: string; name: string },
): Parsed<Manifest | null> {
  const { manifests, problems } = readManifests(path, draft.get(path) ?? '');
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
  return { ok: true, value: found ?? null };
}

function specOf(manifest: Manifest | null): Record<string, unknown> {
  const data = manifest?.data;
  return isMap(data) && isMap(data.spec) ? data.spec : {};
}

function mapsOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

function pickText(map: Record<string, unknown>, field: string) {
  const value = map[field];
  return typeof value === 'string' ? { [field]: value } : {};
}
