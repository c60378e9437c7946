import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Written by the catalog's GitHub providers. */
const LOGIN_ANNOTATION = 'github.com/user-login';

/**
 * Tells under which log-ins a user may appear at a Git host: by the annotation
 * of the user's entity, and by its name, which is the log-in where people come
 * from GitHub. One too many only takes away an approval that may not have been
 * independent.
 *
 * @param options.user - as `user:default/amelia`; others have no log-ins
 * @internal
 */
export async function readLogins(options: {
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  user: string;
  credentials: BackstageCredentials;
}): Promise<string[]> {
  const { catalog, user, credentials } = options;
  if (!user.startsWith('user:')) {
    return [];
  }
  const entity = await catalog.getEntityByRef(user, { credentials });
  const login = entity?.metadata.annotations?.[LOGIN_ANNOTATION];
  return [...new Set([parseEntityRef(user).name, ...(login ? [login] : [])])];
}
