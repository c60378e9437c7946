import { clusterPlaceOf } from '../../snapshot/layout';

/** What ends up in the same cluster; null for patterns and bases, which are copied. @internal */
export function whereApplied(path: string): string | null {
  const place = clusterPlaceOf(path);
  if (place) return `cluster ${place.cluster}`;
  if (path.startsWith('argocd-apps/')) return 'argocd';
  // Each cluster's own Flux applies its own file, and its own folder.
  const cluster = /^flux\/clusters\/([^/]+?)(\.ya?ml$|\/)/.exec(path)?.[1];
  return cluster === undefined ? null : `flux ${cluster}`;
}
