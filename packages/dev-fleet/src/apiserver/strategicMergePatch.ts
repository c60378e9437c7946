import { isDeepStrictEqual } from 'node:util';
import { isRecord } from './KubeObject';

/**
 * The lists of the built-in kinds that merge by a key, as their Go types say;
 * found by the name of the field, since no schema is kept here.
 */
const MERGE_KEYS: Record<string, string> = {
  conditions: 'type',
  containers: 'name',
  env: 'name',
  ephemeralContainers: 'name',
  imagePullSecrets: 'name',
  initContainers: 'name',
  ownerReferences: 'uid',
  ports: 'containerPort',
  secrets: 'name',
  volumeDevices: 'devicePath',
  volumeMounts: 'mountPath',
  volumes: 'name',
};
const MERGED_PRIMITIVES = ['finalizers'];
const DELETE_FROM = '$deleteFromPrimitiveList/';

/**
 * Applies a strategic merge patch as `kubectl` sends it for built-in kinds:
 * `$patch: delete|replace`, lists merged by key, `$deleteFromPrimitiveList`,
 * `$retainKeys`. The order that `$setElementOrder` asks for is not followed.
 *
 * @internal
 */
export function strategicMergePatch(
  target: unknown,
  patch: unknown,
  field = '',
): unknown {
  if (Array.isArray(patch)) return mergeList(target, patch, field);
  if (!isRecord(patch)) return patch;
  if (patch.$patch === 'replace') {
    const { $patch, ...rest } = patch;
    return rest;
  }
  const result = retained(target, patch.$retainKeys);
  for (const [name, value] of Object.entries(patch)) {
    if (name.startsWith(DELETE_FROM)) {
      const list = name.slice(DELETE_FROM.length);
      result[list] = without(result[list], value);
    } else if (!name.startsWith('$')) {
      if (value === null || (isRecord(value) && value.$patch === 'delete')) {
        delete result[name];
      } else {
        result[name] = strategicMergePatch(result[name], value, name);
      }
    }
  }
  return result;
}

function retained(target: unknown, keys: unknown): Record<string, unknown> {
  const entries = Object.entries(isRecord(target) ? target : {});
  return Object.fromEntries(
    Array.isArray(keys)
      ? entries.filter(([key]) => keys.includes(key))
      : entries,
  );
}

function without(list: unknown, gone: unknown): unknown[] {
  const items = Array.isArray(list) ? list : [];
  return items.filter(item => !(Array.isArray(gone) && gone.includes(item)));
}

function mergeList(target: unknown, patch: unknown[], field: string): unknown {
  const current: unknown[] = Array.isArray(target) ? target : [];
  if (MERGED_PRIMITIVES.includes(field)) {
    return [...new Set([...current, ...patch])];
  }
  const key = MERGE_KEYS[field];
  const replaces = patch.some(
    item => isRecord(item) && item.$patch === 'replace',
  );
  if (!key || replaces) return patch.filter(item => !isDirective(item));
  const result = [...current];
  for (const item of patch) {
    if (!isRecord(item)) continue;
    const at = result.findIndex(
      other => isRecord(other) && isDeepStrictEqual(other[key], item[key]),
    );
    if (item.$patch === 'delete') {
      if (at >= 0) result.splice(at, 1);
    } else if (at >= 0) {
      result[at] = strategicMergePatch(result[at], item);
    } else {
      result.push(item);
    }
  }
  return result;
}

function isDirective(item: unknown): boolean {
  return isRecord(item) && item.$patch !== undefined;
}
