import { ObjectStore } from '../../apiserver/ObjectStore';
import { listOf, textFieldsOf, textsOf } from '../manifests/lenient';
import { groupOf, Manifest } from '../manifests/Manifest';
import { canonicalUrl } from '../source/GitSource';
import { Application, APP_PROJECTS } from './Application';
import { matchGlob } from './matchGlob';

interface GroupKind {
  group: string;
  kind: string;
}

/** What an AppProject allows its Applications. @internal */
export interface AppProject {
  name: string;
  sourceRepos: string[];
  destinations: { server?: string; name?: string; namespace?: string }[];
  clusterResourceWhitelist: GroupKind[];
  clusterResourceBlacklist: GroupKind[];
  /** Null: all are allowed that are not forbidden. */
  namespaceResourceWhitelist: GroupKind[] | null;
  namespaceResourceBlacklist: GroupKind[];
}

/** What the project `default` of a new Argo CD allows: everything. */
const DEFAULT_PROJECT: AppProject = {
  name: 'default',
  sourceRepos: ['*'],
  destinations: [{ server: '*', namespace: '*' }],
  clusterResourceWhitelist: [{ group: '*', kind: '*' }],
  clusterResourceBlacklist: [],
  namespaceResourceWhitelist: null,
  namespaceResourceBlacklist: [],
};

/** @returns undefined where there is no such project */
export function findProject(
  store: ObjectStore,
  { project: name, namespace }: Application,
): AppProject | undefined {
  const object = store.get(APP_PROJECTS, { namespace, name });
  if (!object) return name === 'default' ? DEFAULT_PROJECT : undefined;
  const { spec = {} } = object;
  return {
    name,
    sourceRepos: textsOf(spec.sourceRepos),
    destinations: listOf(spec.destinations).map(textFieldsOf),
    clusterResourceWhitelist: kindsIn(spec.clusterResourceWhitelist),
    clusterResourceBlacklist: kindsIn(spec.clusterResourceBlacklist),
    namespaceResourceWhitelist: Array.isArray(spec.namespaceResourceWhitelist)
      ? kindsIn(spec.namespaceResourceWhitelist)
      : null,
    namespaceResourceBlacklist: kindsIn(spec.namespaceResourceBlacklist),
  };
}

function kindsIn(value: unknown): GroupKind[] {
  return listOf(value)
    .map(textFieldsOf)
    .map(({ group = '', kind = '' }) => ({ group, kind }));
}

/** Patterns that begin with `!` forbid what they match. @internal */
export function permitsSource(project: AppProject, repoURL: string): boolean {
  const url = canonicalUrl(repoURL);
  const matches = (pattern: string) => matchGlob(canonicalUrl(pattern), url);
  return (
    project.sourceRepos.some(
      pattern => !pattern.startsWith('!') && matches(pattern),
    ) &&
    !project.sourceRepos.some(
      pattern => pattern.startsWith('!') && matches(pattern.slice(1)),
    )
  );
}

/** @param servers - all addresses of the cluster @internal */
export function permitsDestination(
  project: AppProject,
  cluster: { name?: string; servers: string[] },
  namespace: string,
): boolean {
  const { name, servers } = cluster;
  return project.destinations.some(allowed => {
    const isServer = servers.some(server =>
      matchesPattern(allowed.server, server),
    );
    const isName = name !== undefined && matchesPattern(allowed.name, name);
    return (isServer || isName) && matchesPattern(allowed.namespace, namespace);
  });
}

/** Whether objects of a kind may be applied. @internal */
export function permitsKind(
  project: AppProject,
  { apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>,
  namespaced: boolean,
): boolean {
  const isIn = (list: GroupKind[]) =>
    list.some(
      allowed =>
        matchesPattern(allowed.group, groupOf(apiVersion)) &&
        matchesPattern(allowed.kind, kind),
    );
  if (!namespaced) {
    return (
      isIn(project.clusterResourceWhitelist) &&
      !isIn(project.clusterResourceBlacklist)
    );
  }
  const { namespaceResourceWhitelist: allowed } = project;
  return (
    (allowed === null || isIn(allowed)) &&
    !isIn(project.namespaceResourceBlacklist)
  );
}

function matchesPattern(pattern: string | undefined, text: string): boolean {
  return pattern !== undefined && matchGlob(pattern, text);
}
