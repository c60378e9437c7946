import type { Knex } from 'knex';
import type { DbChangeClusterRow } from '../../changeTables';

/** Narrows a query of changes to those in some clusters, alone or among others. @internal */
export function ofClusters(knex: Knex, clusters: string[]) {
  return (query: Knex.QueryBuilder): void => {
    query
      .whereIn('cluster', clusters)
      .orWhereIn(
        'id',
        knex<DbChangeClusterRow>('change_clusters')
          .whereIn('cluster', clusters)
          .select('change_id'),
      );
  };
}
