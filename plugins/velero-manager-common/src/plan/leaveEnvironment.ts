import { isSeq } from 'yaml';
import {
  environmentAppsPath,
  projectPath,
  type ClusterPlace,
} from '../snapshot';
import { isMap, type Manifest, valueAt } from '../snapshot/readManifests';
import { conflict, type PlanConflict } from './ChangePlan';
import { findIn, specOf } from './clusterInGit';
import { isEditable, printEdited, setField } from './editManifest';
import { clustersOfInclude, includeOf } from './objects/argocd';
import { takeOutObject } from './takeOutObject';

const INCLUDE = ['spec', 'source', 'directory', 'include'];

/** What a cluster leaves behind in the files of its environment. @internal */
export interface EnvironmentLeft {
  /** The files that shall be, `null` for those that shall not. */
  files: Map<string, string | null>;
  /** Destinations that the project allows no more, as people read them. */
  destinations: string[];
  /** The Application that carried the cluster, where it was the last one. */
  emptied: string | null;
}

/**
 * Takes a cluster out of what it shares with others: the list of the
 * Application that carries them, and the destinations of their project. What
 * stands elsewhere, or lists clusters by a pattern, is left alone.
 *
 * @param apps - the Applications of the cluster
 * @internal
 */
export function leaveEnvironment(
  files: ReadonlyMap<string, string>,
  place: ClusterPlace,
  apps: readonly Manifest[],
): EnvironmentLeft | PlanConflict {
  const list = leaveList(files, place);
  if ('result' in list) return list;
  const project = leaveProject(files, place, apps);
  if ('result' in project) return project;
  return {
    files: new Map([...list.files, ...project.files]),
    destinations: project.destinations,
    emptied: list.emptied,
  };
}

function leaveList(
  files: ReadonlyMap<string, string>,
  { environment, cluster }: ClusterPlace,
): Pick<EnvironmentLeft, 'files' | 'emptied'> | PlanConflict {
  const path = environmentAppsPath(environment);
  const found = findIn(
    files,
    path,
    ({ identity, data }) =>
      identity?.kind === 'Application' && clustersOf(data).includes(cluster),
  );
  if ('result' in found) return found;
  const [manifest] = found.manifests;
  if (!manifest) return { files: new Map(), emptied: null };
  const name = manifest.identity?.name ?? '';
  if (!isEditable(manifest.document, INCLUDE)) {
    return conflict(
      path,
      `The Application '${name}' in '${path}' is not written as maps of its own, so it cannot be changed safely.`,
    );
  }
  const kept = clustersOf(manifest.data).filter(other => other !== cluster);
  if (kept.length === 0) {
    const taken = takeOutObject(files, {
      manifest,
      title: `Application '${name}'`,
      directory: path.slice(0, path.lastIndexOf('/')),
    });
    return 'result' in taken ? taken : { files: taken.files, emptied: name };
  }
  setField(manifest.document, INCLUDE, includeOf(kept));
  const text = printEdited(files.get(path) ?? '', manifest);
  return { files: new Map([[path, text]]), emptied: null };
}

function clustersOf(data: unknown): string[] {
  const include = valueAt(data, INCLUDE);
  return (typeof include === 'string' && clustersOfInclude(include)) || [];
}

function leaveProject(
  files: ReadonlyMap<string, string>,
  { environment }: ClusterPlace,
  apps: readonly Manifest[],
): Pick<EnvironmentLeft, 'files' | 'destinations'> | PlanConflict {
  const path = projectPath(environment);
  const projects = new Set(apps.map(app => specOf(app).project));
  const own = apps.flatMap(app => {
    const { destination } = specOf(app);
    return isMap(destination) ? [destination] : [];
  });
  const found = findIn(
    files,
    path,
    ({ identity }) =>
      identity?.kind === 'AppProject' && projects.has(identity.name),
  );
  if ('result' in found) return found;
  const [manifest] = found.manifests;
  const none = { files: new Map<string, string>(), destinations: [] };
  if (!manifest) return none;
  const { destinations } = specOf(manifest);
  const known: unknown[] = Array.isArray(destinations) ? destinations : [];
  const isOwn = (item: unknown) =>
    isMap(item) && own.some(app => isSameCluster(item, app));
  const gone = known.filter(isMap).filter(isOwn);
  if (gone.length === 0) return none;
  const list: unknown = manifest.document.getIn(['spec', 'destinations'], true);
  if (!isSeq(list)) {
    return conflict(
      path,
      `The AppProject '${manifest.identity?.name}' in '${path}' is not written as lists of its own, so it cannot be changed safely.`,
    );
  }
  list.items = list.items.filter((_, index) => !isOwn(known[index]));
  // An empty block list is no list.
  if (list.items.length === 0) list.flow = true;
  return {
    files: new Map([[path, printEdited(files.get(path) ?? '', manifest)]]),
    destinations: gone.map(describeDestination),
  };
}

function isSameCluster(
  destination: Record<string, unknown>,
  app: Record<string, unknown>,
): boolean {
  return ['server', 'name'].some(
    field =>
      typeof destination[field] === 'string' &&
      destination[field] === app[field],
  );
}

function describeDestination({
  server,
  name,
  namespace,
}: Record<string, unknown>): string {
  return namespace === undefined
    ? String(server ?? name)
    : `${String(server ?? name)}, namespace ${String(namespace)}`;
}
