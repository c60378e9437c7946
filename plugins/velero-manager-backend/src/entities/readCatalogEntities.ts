import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  claimAnnotations,
  readClaims,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { EntityRow } from '../store/types';

const PAGE_SIZE = 500;

/** Only what claims are read from: a catalog entity can be large. */
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'relations',
  'spec.dependsOn',
];

/**
 * Every catalog entity that claims something, page by page, as the backend
 * itself sees the catalog.
 *
 * @internal
 */
export async function readCatalogEntities(options: {
  catalog: CatalogService;
  auth: AuthService;
}): Promise<EntityRow[]> {
  const { catalog, auth } = options;
  const credentials = await auth.getOwnServiceCredentials();
  const rows: EntityRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await catalog.queryEntities(
      cursor
        ? { cursor, limit: PAGE_SIZE, fields: FIELDS }
        : {
            filter: claimAnnotations.map(annotation => ({
              [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
            })),
            limit: PAGE_SIZE,
            fields: FIELDS,
          },
      { credentials },
    );
    rows.push(...page.items.map(toEntityRow));
    cursor = page.pageInfo.nextCursor;
  } while (cursor);
  return rows;
}

function toEntityRow(entity: Entity): EntityRow {
  return {
    entityRef: stringifyEntityRef(entity),
    title: entity.metadata.title ?? entity.metadata.name,
    owner:
      entity.relations?.find(relation => relation.type === RELATION_OWNED_BY)
        ?.targetRef ?? null,
    claims: readClaims(entity),
  };
}
