import { ApiKind, apiVersionOf } from './ApiKind';

const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
const STATUS_VERBS = ['get', 'patch', 'update'];

/**
 * The media type of aggregated discovery.
 *
 * @internal
 */
export const AGGREGATED_DISCOVERY =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

/**
 * Answers the plain discovery paths (`/api`, `/apis`, `/apis/<group>`,
 * `/api/v1`, `/apis/<group>/<version>`); undefined for any other path.
 *
 * @internal
 */
export function discover(kinds: ApiKind[], path: string): unknown {
  const parts = path.split('/').filter(part => part !== '');
  const [root, first, second] = parts;
  if (root === 'api') {
    if (parts.length === 1) {
      return { kind: 'APIVersions', versions: ['v1'] };
    }
    return parts.length === 2 ? resourceList(kinds, '', first) : undefined;
  }
  if (root !== 'apis' || parts.length > 3) return undefined;
  if (parts.length === 3) return resourceList(kinds, first, second);
  const groups = groupsOf(kinds).filter(group => group !== '');
  if (parts.length === 1) {
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groups.map(group => groupEntry(kinds, group)),
    };
  }
  if (!groups.includes(first)) return undefined;
  return { kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(kinds, first) };
}

/**
 * All groups, versions and resources in one answer, as today's `kubectl` asks
 * for it under `/api` (core group) and `/apis` (all other groups).
 *
 * @internal
 */
export function discoverAggregated(kinds: ApiKind[], path: string): unknown {
  const core = path === '/api';
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: groupsOf(kinds)
      .filter(group => (group === '') === core)
      .map(group => ({
        metadata: group ? { name: group, creationTimestamp: null } : {},
        versions: versionsOf(kinds, group).map(version => ({
          version,
          freshness: 'Current',
          resources: served(kinds, group, version).map(kind =>
            aggregatedResource(kind, version),
          ),
        })),
      })),
  };
}

function aggregatedResource(kind: ApiKind, version: string) {
  const responseKind = { group: kind.group, version, kind: kind.kind };
  return {
    resource: kind.resource,
    responseKind,
    scope: kind.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: kind.singular,
    verbs: VERBS,
    shortNames: kind.shortNames,
    categories: kind.categories,
    subresources: kind.statusSubresource
      ? [{ subresource: 'status', responseKind, verbs: STATUS_VERBS }]
      : [],
  };
}

function resourceList(kinds: ApiKind[], group: string, version: string) {
  const found = served(kinds, group, version);
  if (found.length === 0) return undefined;
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf(group, version),
    resources: found.flatMap(kind => {
      const entry = {
        name: kind.resource,
        singularName: kind.singular,
        namespaced: kind.namespaced,
        kind: kind.kind,
      };
      const { shortNames, categories } = kind;
      const main = { ...entry, verbs: VERBS, shortNames, categories };
      const status = {
        ...entry,
        name: `${kind.resource}/status`,
        singularName: '',
        verbs: STATUS_VERBS,
      };
      return kind.statusSubresource ? [main, status] : [main];
    }),
  };
}

function groupEntry(kinds: ApiKind[], group: string) {
  const versions = versionsOf(kinds, group).map(version => ({
    groupVersion: apiVersionOf(group, version),
    version,
  }));
  return { name: group, versions, preferredVersion: versions[0] };
}

function groupsOf(kinds: ApiKind[]): string[] {
  return [...new Set(kinds.map(({ group }) => group))];
}

/**
 * The versions of a group, the best first: released ones before betas before
 * alphas.
 *
 * @internal
 */
export function versionsOf(kinds: ApiKind[], group: string): string[] {
  const versions = new Set(
    kinds.filter(kind => kind.group === group).flatMap(kind => kind.versions),
  );
  return [...versions].sort((one, other) => rank(other) - rank(one));
}

function rank(version: string): number {
  const [, major = '0', stage, minor = '0'] =
    /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version) ?? [];
  const level = stage === undefined ? 2 : Number(stage === 'beta');
  return level * 1e6 + Number(major) * 1e3 + Number(minor);
}

function served(kinds: ApiKind[], group: string, version: string): ApiKind[] {
  return kinds.filter(
    kind => kind.group === group && kind.versions.includes(version),
  );
}
