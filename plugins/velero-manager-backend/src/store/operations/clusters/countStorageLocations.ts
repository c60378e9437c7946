import { Knex } from 'knex';

/** How many storage locations each cluster has, and how many are available. @internal */
export async function countStorageLocations(options: {
  knex: Knex;
  clusters: Knex.QueryBuilder;
}): Promise<Map<string, { total: number; available: number }>> {
  const { knex, clusters } = options;
  const rows = await knex('facts')
    .where({ kind: 'BackupStorageLocation' })
    .whereIn('cluster', clusters)
    .groupBy('cluster')
    .select<{ cluster: string; total: string; available: string }[]>(
      'cluster',
      knex.raw('count(*) as total'),
      knex.raw("count(case when phase = 'Available' then 1 end) as available"),
    );
  return new Map(
    rows.map(row => [
      row.cluster,
      { total: Number(row.total), available: Number(row.available) },
    ]),
  );
}
