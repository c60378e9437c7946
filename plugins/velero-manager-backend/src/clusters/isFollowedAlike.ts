import { isDeepStrictEqual } from 'node:util';
import type { ClusterDefinition } from './types';

/** All but what a cluster is called and where it was defined. */
function connectionOf(definition: ClusterDefinition): object {
  const {
    title: _title,
    environment: _environment,
    definedAt: _definedAt,
    argocd: _argocd,
    ...connection
  } = definition;
  return connection;
}

/**
 * Tells whether two definitions are followed in the same way. A new title or
 * environment ends no watch, nor does an entry that moves since another was
 * added before it.
 *
 * @internal
 */
export function isFollowedAlike(
  a: ClusterDefinition,
  b: ClusterDefinition,
): boolean {
  return isDeepStrictEqual(connectionOf(a), connectionOf(b));
}
