import { Knex } from 'knex';
import { DbPositionRow } from '../../tables';
import { KindPosition } from '../../positionTypes';
import { upsertRows } from '../upsertRows';

/**
 * Moves positions on that are stored already, on the same basis: of what was
 * replaced or dropped meanwhile an older word must not make a position anew.
 * Call it in a transaction.
 *
 * @internal
 */
export async function movePositions(options: {
  knex: Knex;
  positions: (KindPosition & { cluster: string })[];
}): Promise<void> {
  const { knex, positions } = options;
  const clusters = new Set(positions.map(({ cluster }) => cluster));
  if (clusters.size === 0) {
    return;
  }
  const stored = await knex<DbPositionRow>('positions')
    .whereIn('cluster', [...clusters])
    .select('cluster', 'kind', 'namespace', 'basis');
  const known = new Set(stored.map(toKey));
  const rows = positions
    .map(({ resourceVersion, cluster, kind, namespace, basis }) => ({
      ...{ cluster, kind, namespace, basis },
      resource_version: resourceVersion,
    }))
    .filter(row => known.has(toKey(row)));
  await upsertRows({
    ...{ knex, table: 'positions', rows },
    keys: ['cluster', 'kind', 'namespace'],
  });
}

function toKey({
  cluster,
  kind,
  namespace,
  basis,
}: Omit<DbPositionRow, 'resource_version'>): string {
  return JSON.stringify([cluster, kind, namespace, basis]);
}
