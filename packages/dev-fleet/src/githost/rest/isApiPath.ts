/** First parts of the API's paths; nobody can have such a login. */
const RESERVED = new Set([
  'api',
  'app',
  'graphql',
  'installation',
  'meta',
  'orgs',
  'rate_limit',
  'repos',
  'search',
  'teams',
  'user',
  'users',
]);

/**
 * Whether a path is meant for the API although it has no prefix, for clients
 * whose base URL is the host itself.
 *
 * @internal
 */
export function isApiPath(path: string): boolean {
  return RESERVED.has(path.split('/')[1]?.toLowerCase());
}
