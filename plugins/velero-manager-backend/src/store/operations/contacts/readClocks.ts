import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { nowMillis, toMillis } from '../../dialect';
import { DbContactRow, Millis } from '../../tables';

/**
 * The moment by the clocks of clusters, ms since 1970: what objects say of time
 * was stamped by these.
 *
 * @internal
 */
export async function readClocks(options: {
  knex: Knex;
  clusters: string[];
}): Promise<Map<string, number>> {
  const { knex, clusters } = options;
  const clocks = new Map<string, number>();
  for (const chunk of chunked([...new Set(clusters)])) {
    const rows = await knex<DbContactRow>('contacts')
      .whereIn('cluster', chunk)
      .select<(Pick<DbContactRow, 'cluster'> & { now: Millis })[]>(
        'cluster',
        knex.raw('? + coalesce(clock_skew_ms, 0) as now', [nowMillis(knex)]),
      );
    rows.forEach(({ cluster, now }) => clocks.set(cluster, toMillis(now)));
  }
  return clocks;
}
