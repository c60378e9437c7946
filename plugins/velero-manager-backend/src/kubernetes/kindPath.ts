import type { KindPath } from './types';

/**
 * Where an API group version is served, without a slash at its end.
 *
 * @internal
 */
export function toResourcePath({
  group,
  version,
}: Pick<KindPath, 'group' | 'version'>): string {
  const path = group ? `/apis/${encodeURIComponent(group)}` : '/api';
  return `${path}/${encodeURIComponent(version)}`;
}

/**
 * Where the objects of a kind are listed: in one namespace or everywhere.
 *
 * @internal
 */
export function toObjectsPath(kind: KindPath): string {
  const place =
    kind.namespace === undefined
      ? ''
      : `/namespaces/${encodeURIComponent(kind.namespace)}`;
  return `${toResourcePath(kind)}${place}/${encodeURIComponent(kind.resource)}`;
}

/**
 * How Kubernetes names a resource in messages: `backups.velero.io`, `pods`.
 *
 * @internal
 */
export function toResourceName({
  group,
  resource,
}: Pick<KindPath, 'group' | 'resource'>): string {
  return group ? `${resource}.${group}` : resource;
}
