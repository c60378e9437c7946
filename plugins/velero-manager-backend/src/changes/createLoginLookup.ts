import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { principalName } from './principalName';
import { readLogins } from './readLogins';

/**
 * Makes the function that tells under which log-ins a caller may appear at a
 * Git host.
 *
 * @internal
 */
export function createLoginLookup(options: {
  catalog: CatalogService;
}): (credentials: BackstageCredentials) => Promise<string[]> {
  const { catalog } = options;
  return credentials =>
    readLogins({ catalog, user: principalName(credentials), credentials });
}
