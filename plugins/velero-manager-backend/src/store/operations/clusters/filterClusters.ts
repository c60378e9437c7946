import { PermissionCriteria } from '@backstage/plugin-permission-common';
import { Knex } from 'knex';
import { ClusterFilter } from '../../reportTypes';

/**
 * Narrows a query on `clusters` to those that a filter lets through. A cluster
 * without an environment is in none: it fails `environment`, and passes its
 * negation, as it would when the rule were applied to it in memory.
 *
 * @internal
 */
export function filterClusters(
  query: Knex.QueryBuilder,
  filter: PermissionCriteria<ClusterFilter>,
): void {
  if ('anyOf' in filter) {
    query.where(some => {
      some.whereRaw('1 = 0');
      filter.anyOf.forEach(one =>
        some.orWhere(sub => filterClusters(sub, one)),
      );
    });
  } else if ('allOf' in filter) {
    query.where(all => {
      all.whereRaw('1 = 1');
      filter.allOf.forEach(one =>
        all.andWhere(sub => filterClusters(sub, one)),
      );
    });
  } else if ('not' in filter) {
    query.whereNot(sub => filterClusters(sub, filter.not));
  } else if (filter.field === 'name') {
    query.whereIn('clusters.name', filter.values);
  } else {
    query
      .whereNotNull('clusters.environment')
      .whereIn('clusters.environment', filter.values);
  }
}
