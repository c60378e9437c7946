import { DbEntityRow } from '../../tables';
import { EntityRow } from '../../types';

/** The entity that a row holds. @internal */
export function toEntity(row: DbEntityRow): EntityRow {
  return {
    entityRef: row.entity_ref,
    title: row.title,
    owner: row.owner,
    claims: JSON.parse(row.claims),
  };
}
