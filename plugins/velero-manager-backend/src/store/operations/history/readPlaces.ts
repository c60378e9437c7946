import { Knex } from 'knex';
import { HistoryFilter } from '../../historyTypes';
import { DbClusterRow } from '../../tables';
import { filterClusters } from '../clusters/filterClusters';

/**
 * The places that a filter means, but for clusters that it may not speak of.
 *
 * @internal
 */
export async function readPlaces(options: {
  knex: Knex;
  filter: HistoryFilter;
}): Promise<HistoryFilter['places']> {
  const { knex, filter } = options;
  const { places, within } = filter;
  if (!within) {
    return places;
  }
  const rows: Pick<DbClusterRow, 'name'>[] = await knex('clusters')
    .modify(query => {
      filterClusters(query, within);
      if (places !== null) {
        query.whereIn(
          'clusters.name',
          places.map(({ cluster }) => cluster),
        );
      }
    })
    .select('name');
  const names = new Set(rows.map(({ name }) => name));
  return places === null
    ? [...names].map(cluster => ({ cluster, namespaces: null }))
    : places.filter(({ cluster }) => names.has(cluster));
}
