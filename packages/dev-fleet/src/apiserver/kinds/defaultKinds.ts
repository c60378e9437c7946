import { ApiKindDefinition } from '../ApiKind';
import { coreKinds } from './coreKinds';
import { dataKinds } from './dataKinds';
import { gitopsKinds } from './gitopsKinds';
import { veleroKinds } from './veleroKinds';

/**
 * Every kind a simulated server can serve out of the box.
 *
 * @public
 */
export const defaultKinds: ApiKindDefinition[] = [
  ...coreKinds,
  ...veleroKinds,
  ...gitopsKinds,
  ...dataKinds,
];

/**
 * Chooses kinds by their API groups (`''` is the core group).
 *
 * @throws Error if a group is not among {@link defaultKinds}; it lists those
 * that are.
 * @public
 */
export function kindsOfGroups(groups: string[]): ApiKindDefinition[] {
  const known = new Set(defaultKinds.map(kind => kind.group));
  const unknown = groups.find(group => !known.has(group));
  if (unknown !== undefined) {
    throw new Error(
      `API group '${unknown}' has no built-in kinds; known are: ${[...known]
        .map(group => `'${group}'`)
        .join(', ')}`,
    );
  }
  return defaultKinds.filter(kind => groups.includes(kind.group));
}
