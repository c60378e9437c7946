import { Knex } from 'knex';
import { readFactText } from '../../factText';
import { DbFactRow } from '../../tables';

/** How many storage locations each cluster has, and how many are available. @internal */
export async function countStorageLocations(options: {
  knex: Knex;
  clusters: Knex.QueryBuilder;
}): Promise<Map<string, { total: number; available: number }>> {
  const { knex, clusters } = options;
  const rows = await knex<DbFactRow>('facts')
    .where({ kind: 'BackupStorageLocation' })
    .whereIn('cluster', clusters)
    .select('cluster', 'data');
  const counts = new Map<string, { total: number; available: number }>();
  for (const row of rows) {
    const { phase } = readFactText('BackupStorageLocation', row.data);
    const { total, available } = counts.get(row.cluster) ?? {
      total: 0,
      available: 0,
    };
    counts.set(row.cluster, {
      total: total + 1,
      available: available + (phase === 'Available' ? 1 : 0),
    });
  }
  return counts;
}
