import { BackupScope, ResourcePolicyFact } from '../../facts';
import { matchNamespacePattern } from '../matchNamespacePattern';
import { fullNameOf, ResourceKind } from './ResourceKind';
import { resolveResource } from './resolveResource';

const ALWAYS_EXCLUDED_NAMESPACED = 'volumesnapshots.snapshot.storage.k8s.io';
const ALWAYS_EXCLUDED_CLUSTER =
  'volumesnapshotcontents.snapshot.storage.k8s.io';

/** Velero takes care of these by itself and never lists them. @internal */
export const ALWAYS_EXCLUDED: readonly string[] = [
  ALWAYS_EXCLUDED_NAMESPACED,
  ALWAYS_EXCLUDED_CLUSTER,
];

/** An item that only its own name matches. */
const PLAIN = /^[-a-z0-9.]+$/i;

/** Names that are taken and left out; an empty `included` takes all. @internal */
export interface ResourceLists {
  included: readonly string[];
  excluded: readonly string[];
}

/**
 * The resource filters of a backup, as Velero reads them: `old` ones are for
 * all kinds, the new ones for kinds in namespaces and for the others apart.
 * Without any filter the new ones count.
 *
 * @internal
 */
export interface ResourceFilters {
  isOld: boolean;
  /** Both families are used, which Velero refuses. */
  isMixed: boolean;
  namespaced: ResourceLists;
  cluster: ResourceLists;
  includeClusterResources: boolean | null;
}

/**
 * Reads the resource filters of a backup; `asked` as in {@link resolveResource}.
 *
 * @remarks
 * In the order of Velero: what is always left out comes to the excludes and
 * leaves the includes, then names are resolved (an unknown one stays as it is
 * written), then a resource policy adds what the backup does not speak of
 * (velero pkg/controller/backup_controller.go `modifyResourceIncludeExclude`,
 * pkg/util/collections/includes_excludes.go `CombineWithPolicy`). A new filter
 * drops kinds of the other scope: a list that held nothing else is then empty
 * and takes all.
 *
 * @internal
 */
export function readResourceFilters(
  scope: BackupScope,
  options: { policy?: ResourcePolicyFact | null; asked?: ResourceKind } = {},
): ResourceFilters {
  const { asked, policy } = options;
  if (usesOldFilters(scope)) return readOldFilters(scope, asked);
  const filters = readNewFilters(scope, asked);
  return policy?.includeExclude
    ? combine(filters, policy.includeExclude, asked)
    : filters;
}

function readOldFilters(
  scope: BackupScope,
  asked?: ResourceKind,
): ResourceFilters {
  const lists = toLists(
    { included: scope.includedResources, excluded: scope.excludedResources },
    ALWAYS_EXCLUDED,
    item => nameOf(item, asked),
  );
  return {
    isOld: true,
    isMixed: usesNewFilters(scope),
    namespaced: lists,
    cluster: lists,
    includeClusterResources: scope.includeClusterResources,
  };
}

function readNewFilters(
  scope: BackupScope,
  asked?: ResourceKind,
): ResourceFilters {
  return {
    isOld: false,
    isMixed: false,
    namespaced: toLists(
      {
        included: scope.includedNamespaceScopedResources,
        excluded: scope.excludedNamespaceScopedResources,
      },
      [ALWAYS_EXCLUDED_NAMESPACED],
      item => nameOf(item, asked, 'namespaced'),
    ),
    cluster: toLists(
      {
        included: scope.includedClusterScopedResources,
        excluded: scope.excludedClusterScopedResources,
      },
      [ALWAYS_EXCLUDED_CLUSTER],
      item => nameOf(item, asked, 'cluster'),
    ),
    includeClusterResources: null,
  };
}

function combine(
  filters: ResourceFilters,
  policy: NonNullable<ResourcePolicyFact['includeExclude']>,
  asked?: ResourceKind,
): ResourceFilters {
  return {
    ...filters,
    namespaced: addFromPolicy(
      filters.namespaced,
      {
        included: policy.includedNamespaceScopedResources,
        excluded: policy.excludedNamespaceScopedResources,
      },
      item => nameOf(item, asked, 'namespaced'),
    ),
    cluster: addFromPolicy(
      filters.cluster,
      {
        included: policy.includedClusterScopedResources,
        excluded: policy.excludedClusterScopedResources,
      },
      item => nameOf(item, asked, 'cluster'),
    ),
  };
}

/**
 * The item of a list that matches a kind, or `undefined`. Items are patterns and
 * tried in alphabetical order up to the first that cannot be read.
 *
 * @internal
 */
export function findMatch(
  items: readonly string[],
  name: string,
): string | undefined {
  for (const item of [...items].sort()) {
    if (item === name) return item;
    if (PLAIN.test(item)) continue;
    const match = matchNamespacePattern(item, name);
    if (!match.ok) return undefined;
    if (match.value) return item;
  }
  return undefined;
}

function usesOldFilters(scope: BackupScope): boolean {
  return (
    scope.includeClusterResources !== null ||
    scope.includedResources.length > 0 ||
    scope.excludedResources.length > 0
  );
}

function usesNewFilters(scope: BackupScope): boolean {
  return (
    scope.includedNamespaceScopedResources.length > 0 ||
    scope.excludedNamespaceScopedResources.length > 0 ||
    scope.includedClusterScopedResources.length > 0 ||
    scope.excludedClusterScopedResources.length > 0
  );
}

/** The full name of an item; `undefined` where it is a kind of the other scope. */
function nameOf(
  item: string,
  asked: ResourceKind | undefined,
  only?: 'namespaced' | 'cluster',
): string | undefined {
  const kind = item === '*' ? null : resolveResource(item, asked);
  if (!kind) return item;
  const scope = kind.isClusterScoped ? 'cluster' : 'namespaced';
  return only === undefined || only === scope ? fullNameOf(kind) : undefined;
}

type Naming = (item: string) => string | undefined;

function toLists(
  { included, excluded }: ResourceLists,
  always: readonly string[],
  name: Naming,
): ResourceLists {
  const out = new Set([...excluded, ...always]);
  return {
    included: definedOf(included.filter(item => !out.has(item)).map(name)),
    excluded: definedOf([...out].map(name)),
  };
}

function addFromPolicy(
  own: ResourceLists,
  more: ResourceLists,
  name: Naming,
): ResourceLists {
  const included = [...own.included];
  const excluded = [...own.excluded];
  const add = (items: readonly string[], list: string[]) => {
    for (const item of definedOf(items.map(name))) {
      if (!findMatch(included, item) && !findMatch(excluded, item)) {
        list.push(item);
      }
    }
  };
  add(more.excluded, excluded);
  add(more.included, included);
  return { included, excluded };
}

function definedOf(items: (string | undefined)[]): string[] {
  return items.filter((item): item is string => item !== undefined);
}
