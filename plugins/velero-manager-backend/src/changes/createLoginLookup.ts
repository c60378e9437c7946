import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { principalName } from './principalName';

/** Written by the catalog's GitHub providers. */
const LOGIN_ANNOTATION = 'github.com/user-login';

/**
 * Makes the function that tells under which log-ins a caller may appear at a
 * Git host: by the annotation of the user's entity, and by its name, which is
 * the log-in where people come from GitHub. One too many only takes away an
 * approval that may not have been independent.
 *
 * @internal
 */
export function createLoginLookup(options: {
  catalog: CatalogService;
}): (credentials: BackstageCredentials) => Promise<string[]> {
  return async credentials => {
    const requester = principalName(credentials);
    if (!requester.startsWith('user:')) {
      return [];
    }
    const entity = await options.catalog.getEntityByRef(requester, {
      credentials,
    });
    const login = entity?.metadata.annotations?.[LOGIN_ANNOTATION];
    return [
      ...new Set([parseEntityRef(requester).name, ...(login ? [login] : [])]),
    ];
  };
}
