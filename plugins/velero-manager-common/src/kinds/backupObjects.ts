import { AppliedBackupObject } from '../facts';

/** Groups of the engines that make copies. */
const BACKUP_GROUPS = ['velero.io', 'postgresql.cnpg.io', 'longhorn.io'];
const MAX_OBJECTS = 200;
const MAX_NAMESPACES = 1000;

/**
 * Of all that a sync object applies, the objects of backup engines: few, while
 * an Application may list thousands.
 *
 * @internal
 */
export function keepBackupObjects(
  objects: readonly AppliedBackupObject[],
): AppliedBackupObject[] {
  return objects
    .filter(({ group }) => BACKUP_GROUPS.includes(group))
    .slice(0, MAX_OBJECTS);
}

/**
 * Whether Velero's kinds come and go with a sync object, and with them every
 * object of these kinds.
 *
 * @internal
 */
export function ownsVeleroCrds(
  objects: readonly Pick<AppliedBackupObject, 'group' | 'kind' | 'name'>[],
): boolean {
  return objects.some(
    ({ group, kind, name }) =>
      group === 'apiextensions.k8s.io' &&
      kind === 'CustomResourceDefinition' &&
      name.endsWith('.velero.io'),
  );
}

/** What the inventory of a Flux object tells us. @internal */
export interface Inventory {
  namespaces: string[];
  ownsVeleroCrds: boolean;
  backupObjects: AppliedBackupObject[];
}

/**
 * Reads `status.inventory` of a Flux object. An id is
 * `<namespace>_<name>_<group>_<kind>`, and `_` is in no name but for a `:` of
 * RBAC written as `__` (kustomize-controller, cli-utils `object.ObjMetadata`).
 *
 * @internal
 */
export function readInventory(entries: readonly { id: string }[]): Inventory {
  const objects = entries.map(({ id }) => {
    const parts = id.split('_');
    return {
      namespace: parts[0],
      name: parts.slice(1, -2).join('_'),
      group: parts.at(-2) ?? '',
      kind: parts.at(-1) ?? '',
      status: '',
      isExtra: false,
    };
  });
  const namespaces = objects.map(({ namespace, name, group, kind }) =>
    kind === 'Namespace' && group === '' ? name : namespace,
  );
  return {
    namespaces: [...new Set(namespaces)]
      .filter(name => name !== '')
      .sort()
      .slice(0, MAX_NAMESPACES),
    ownsVeleroCrds: ownsVeleroCrds(objects),
    backupObjects: keepBackupObjects(objects),
  };
}
