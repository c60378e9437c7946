import type { Knex } from 'knex';
import type { DbLeaseRow } from '../../tables';

/** Some of the clusters held that one of the others can follow. @internal */
export async function listMovable(options: {
  knex: Knex;
  replica: string;
  limit: number;
  knownTo: string[];
}): Promise<string[]> {
  const { knex, replica, limit, knownTo } = options;
  const rows = await knex<DbLeaseRow>('leases')
    .where({ holder: replica })
    .whereIn(
      'cluster',
      knex('replica_clusters')
        .whereIn('replica', knownTo)
        .andWhere({ followable: true })
        .select('cluster'),
    )
    .orderBy('cluster')
    .limit(limit)
    .select('cluster');
  return rows.map(row => row.cluster);
}
