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
