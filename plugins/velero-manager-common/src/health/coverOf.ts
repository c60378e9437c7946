import { BackupScope, NamespaceFact } from '../facts';

/**
 * How much of a namespace's objects a backup takes: `all`, `none`, or a `part`
 * by labels or kinds, which is not judged yet.
 *
 * @internal
 */
export type Cover = 'all' | 'part' | 'none';

/** Velero leaves these out by itself and writes so into the Backup it ran. */
const ALWAYS_EXCLUDED = /^volumesnapshot(content)?s(\.snapshot\.storage\.k8s\.io)?$/;

/**
 * Tells how much of a namespace a scope takes. Cluster-scoped filters do not
 * touch what lies in a namespace.
 *
 * @internal
 */
export function coverOf(scope: BackupScope, namespace: NamespaceFact): Cover {
  const inc = scope.includedNamespaces;
  const included = inc.length === 0 || inc.includes('*') || inc.includes(namespace.name);
  if (!included || scope.excludedNamespaces.includes(namespace.name)) return 'none';
  return isNarrowed(scope) ? 'part' : 'all';
}

function isNarrowed(scope: BackupScope): boolean {
  const picks = (resources: readonly string[]) =>
    resources.length > 0 && !resources.includes('*');
  const drops = (resources: readonly string[]) =>
    resources.some(resource => !ALWAYS_EXCLUDED.test(resource));
  return (
    scope.hasLabelSelector ||
    picks(scope.includedResources) ||
    picks(scope.includedNamespaceScopedResources) ||
    drops(scope.excludedResources) ||
    drops(scope.excludedNamespaceScopedResources)
  );
}
