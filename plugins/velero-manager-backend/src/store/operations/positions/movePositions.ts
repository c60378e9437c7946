import { Knex } from 'knex';
import { DbPositionRow } from '../../tables';
import { KindPosition } from '../../positionTypes';

/**
 * Moves positions on that are stored already, on the same basis: of what was
 * replaced or dropped meanwhile an older word must not make a position anew.
 * Call it in a transaction.
 *
 * @internal
 */
export async function movePositions(options: {
  knex: Knex;
  cluster: string;
  positions: KindPosition[];
}): Promise<void> {
  const { knex, cluster, positions } = options;
  if (positions.length === 0) {
    return;
  }
  const stored = await knex<DbPositionRow>('positions')
    .where({ cluster })
    .select();
  const known = new Set(stored.map(toKey));
  const moved = positions
    .map(position => ({
      cluster,
      kind: position.kind,
      namespace: position.namespace,
      basis: position.basis,
      resource_version: position.resourceVersion,
    }))
    .filter(row => known.has(toKey(row)));
  if (moved.length > 0) {
    await knex<DbPositionRow>('positions')
      .insert(moved)
      .onConflict(['cluster', 'kind', 'namespace'])
      .merge(['resource_version']);
  }
}

function toKey({ kind, namespace, basis }: DbPositionRow): string {
  return JSON.stringify([kind, namespace, basis]);
}
