import type { AmbientAuth, ClusterAuth } from './types';

/**
 * Tells whether a log-in takes credentials from the portal's surroundings.
 *
 * @internal
 */
export function isAmbientAuth(auth: ClusterAuth): auth is AmbientAuth {
  return ['aws', 'azure', 'googleServiceAccount'].includes(auth.type);
}
