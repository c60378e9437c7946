import { coversNamespace } from '../coverage';
import { BackupScope } from '../facts';

/**
 * How much of a namespace's objects a backup takes: `all`, `none`, or a `part`
 * by labels or kinds, which is not judged yet.
 *
 * @internal
 */
export type Cover = 'all' | 'part' | 'none';

/** Velero leaves these out by itself and writes so into the Backup it ran. */
const ALWAYS_EXCLUDED =
  /^volumesnapshot(content)?s(\.snapshot\.storage\.k8s\.io)?$/;

/**
 * Tells how much of a namespace a schedule or a run takes. Cluster-scoped
 * filters do not touch what lies in a namespace.
 *
 * @remarks
 * The version of Velero is not among the facts; the newest 1.18 is assumed. The
 * label that keeps a namespace out is for the next run to heed: a run that was
 * made says itself what it left out, so ask about a run without labels.
 *
 * @internal
 */
export function coverOf(
  scope: BackupScope,
  namespace: { name: string; labels: Record<string, string> | null },
): Cover {
  const { covered } = coversNamespace({
    included: scope.includedNamespaces,
    excluded: scope.excludedNamespaces,
    namespace,
    veleroVersion: null,
  });
  if (!covered) return 'none';
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
