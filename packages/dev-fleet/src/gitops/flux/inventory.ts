import { KubeObject } from '../../apiserver/KubeObject';
import { GitOpsCluster } from '../cluster/GitOpsCluster';
import { listOf, recordOf, textFieldsOf } from '../manifests/lenient';
import { groupOf, versionOf } from '../manifests/Manifest';

const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';

/** One object in `status.inventory`. @internal */
export interface InventoryEntry {
  /** `<namespace>_<name>_<group>_<kind>`; colons in names are doubled low lines. */
  id: string;
  v: string;
}

/** @internal */
export function inventoryOf(objects: KubeObject[]): InventoryEntry[] {
  return objects.map(({ apiVersion, kind, metadata }) => ({
    id: [
      metadata.namespace ?? '',
      metadata.name.replaceAll(':', '__'),
      groupOf(apiVersion),
      kind,
    ].join('_'),
    v: versionOf(apiVersion),
  }));
}

/** @internal */
export function inventoryIn(kustomization: KubeObject): InventoryEntry[] {
  return listOf(recordOf(kustomization.status?.inventory).entries)
    .map(textFieldsOf)
    .map(({ id = '', v = '' }) => ({ id, v }));
}

/**
 * Deletes what an inventory names, unless the object says
 * `kustomize.toolkit.fluxcd.io/prune: disabled`.
 *
 * @internal
 */
export function pruneEntries(
  cluster: GitOpsCluster,
  entries: InventoryEntry[],
): void {
  for (const { id } of entries) {
    // The group of core kinds is empty, and names may hold doubled low lines:
    // only the ends are certain.
    const [, namespace, encoded, group, kindName] =
      /^([^_]*)_(.+)_([^_]*)_([^_]+)$/.exec(id) ?? [];
    const name = encoded?.replaceAll('__', ':') ?? '';
    const kind = cluster.kinds
      .kinds()
      .find(each => each.group === group && each.kind === kindName);
    if (!kind) continue;
    const key = { name, ...(kind.namespaced ? { namespace } : {}) };
    const live = cluster.store.get(kind.groupResource, key);
    if (!live) continue;
    const { labels, annotations } = live.metadata;
    const isKept =
      labels?.[PRUNE] === 'disabled' || annotations?.[PRUNE] === 'disabled';
    if (!isKept) cluster.store.delete(kind.groupResource, key);
  }
}
