import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

const PAGE_SIZE = 500;

/** Only what a cluster is read from. */
const FIELDS = ['kind', 'metadata'];

/**
 * Every entity of the catalog that stands for a cluster, page by page, as the
 * backend itself sees the catalog.
 *
 * @internal
 */
export async function readCatalogResources(options: {
  catalog: CatalogService;
  auth: AuthService;
}): Promise<Entity[]> {
  const { catalog, auth } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const entities: Entity[] = [];
  let cursor: string | undefined;
  do {
    const page = await catalog.queryEntities(
      cursor
        ? { cursor, limit: PAGE_SIZE, fields: FIELDS }
        : {
            filter: { kind: 'Resource', 'spec.type': 'kubernetes-cluster' },
            limit: PAGE_SIZE,
            fields: FIELDS,
          },
      { credentials },
    );
    entities.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  } while (cursor);
  return entities;
}
