import { Knex } from 'knex';
import { toMillis } from '../../dialect';
import { DbRestoreRow, DbRunRow } from '../../historyTables';
import { HistoryFilter, HistoryPage } from '../../historyTypes';
import { Millis } from '../../tables';
import { findScopes } from './findScopes';
import { readPlaces } from './readPlaces';

interface Tables {
  runs: DbRunRow;
  restores: DbRestoreRow;
}

/** SQLite takes 500 terms in a compound select. */
const CLUSTERS_AT_ONCE = 50;

/**
 * One page of runs or restores, newest first, and whether there are more.
 *
 * @remarks
 * Each cluster is asked by itself, in an index that begins with the cluster: one
 * by time alone would cost every write of a first reading a page of its own, and
 * the page of a cluster that makes few runs would be looked for in it among the
 * runs of all. The cluster with the newest is asked first, and nobody any more
 * once what is newest elsewhere is older than the page.
 *
 * @internal
 */
export async function listNewest<T extends keyof Tables>(options: {
  knex: Knex;
  table: T;
  filter: HistoryFilter;
  page: HistoryPage;
}): Promise<{ rows: Tables[T][]; more: boolean }> {
  const { knex, page } = options;
  const places = await orderPlaces({
    ...options,
    places: await readPlaces(options),
  });
  const scopes = await findScopes({
    knex,
    places: places.flatMap(({ cluster, namespaces }) =>
      namespaces === null ? [] : [{ cluster, namespaces }],
    ),
  });
  let rows: Tables[T][] = [];
  for (let i = 0; i < places.length; i += CLUSTERS_AT_ONCE) {
    const oldest = rows.length > page.limit ? rows[page.limit] : null;
    const since = oldest ? toMillis(oldest.occurred_at) : 0;
    const some = places
      .slice(i, i + CLUSTERS_AT_ONCE)
      .filter(({ newestAt }) => newestAt >= since);
    if (some.length === 0) {
      break;
    }
    const queries = some.map(place =>
      newestOf({ ...options, place, scopes }).where('occurred_at', '>=', since),
    );
    rows.push(
      ...(await knex.unionAll(
        queries.map(one => knex.select().from(one.as('newest'))),
      )),
    );
    rows = rows.sort(newestOfAllFirst).slice(0, page.limit + 1);
  }
  return {
    rows: rows.slice(0, page.limit),
    more: rows.length > page.limit,
  };
}

type Place = NonNullable<HistoryFilter['places']>[number] & {
  /** No run that is meant is newer, in milliseconds since 1970. */
  newestAt: number;
};

/**
 * The places in the order in which they are asked: those where something
 * happened last come first. Where all are asked at once, it does not matter.
 *
 * @param options.places - `null`: every cluster of which there is history,
 * watched or not
 */
async function orderPlaces(options: {
  knex: Knex;
  table: keyof Tables;
  filter: HistoryFilter;
  page: HistoryPage;
  places: HistoryFilter['places'];
}): Promise<Place[]> {
  const { places } = options;
  if (places !== null && places.length <= CLUSTERS_AT_ONCE) {
    return places.map(place => ({ ...place, newestAt: Infinity }));
  }
  const found = await readNewest(options);
  const byCluster = new Map(places?.map(place => [place.cluster, place]));
  return found.flatMap(({ cluster, newest_at: newestAt }) => {
    const place =
      places === null
        ? { cluster, namespaces: null }
        : byCluster.get(cluster) ?? null;
    return place && newestAt !== null
      ? [{ ...place, newestAt: toMillis(newestAt) }]
      : [];
  });
}

/** When something happened last in each cluster, up to where the page begins. */
async function readNewest(options: {
  knex: Knex;
  table: keyof Tables;
  filter: HistoryFilter;
  page: HistoryPage;
}): Promise<{ cluster: string; newest_at: Millis | null }[]> {
  const { knex, table, filter, page } = options;
  const until = Math.min(
    page.after?.occurredAt ?? Number.MAX_SAFE_INTEGER,
    filter.until?.getTime() ?? Number.MAX_SAFE_INTEGER,
  );
  const next = knex(table)
    .whereRaw('?? > places.cluster', [`${table}.cluster`])
    .min(`${table}.cluster`);
  const newest = knex(table)
    .whereRaw('?? = places.cluster', [`${table}.cluster`])
    .where('occurred_at', '<=', until)
    .orderBy('occurred_at', 'desc')
    .limit(1)
    .select('occurred_at');
  return knex
    .withRecursive('places', ['cluster'], first =>
      first
        .min('cluster')
        .from(table)
        .where('cluster', '>', '')
        .unionAll(
          knex('places').whereNotNull('cluster').select(next.as('cluster')),
        ),
    )
    .from('places')
    .whereNotNull('cluster')
    .orderBy('newest_at', 'desc')
    .select('cluster', newest.as('newest_at'));
}

/** What of one cluster may be on the page. */
function newestOf<T extends keyof Tables>(options: {
  knex: Knex;
  table: T;
  filter: HistoryFilter;
  page: HistoryPage;
  place: Place;
  scopes: Map<string, string[]>;
}): Knex.QueryBuilder {
  const { knex, table, filter, page, place, scopes } = options;
  return knex(table)
    .where({ cluster: place.cluster })
    .modify(query => narrow(query, filter))
    .modify(query => {
      if (place.namespaces !== null) {
        const found = scopes.get(place.cluster) ?? [];
        query.where(taken => {
          taken.whereIn('scope', found);
          if (table === 'runs') {
            // Those of databases have no lists: they lie where the database is.
            taken.orWhere(other =>
              other
                .whereNull('scope')
                .whereIn('namespace', place.namespaces ?? []),
            );
          }
        });
      }
      startAfter(query, { cluster: place.cluster, page });
    })
    .orderBy(newestFirst('occurred_at', 'uid'))
    .limit(page.limit + 1);
}

function narrow(query: Knex.QueryBuilder, filter: HistoryFilter): void {
  const { schedules = [], since, until } = filter;
  // Bounded in any case: both databases then walk the index, in its order.
  query.where('occurred_at', '>=', since?.getTime() ?? 0);
  if (schedules.length > 0) {
    query.whereIn('schedule', schedules);
  }
  if (until) {
    query.where('occurred_at', '<', until.getTime());
  }
}

/** What of one cluster comes after a place in the list of all. */
function startAfter(
  query: Knex.QueryBuilder,
  { cluster, page: { after } }: { cluster: string; page: HistoryPage },
): void {
  if (!after) {
    return;
  }
  const { occurredAt, uid } = after;
  if (cluster === after.cluster) {
    query.whereRaw('(occurred_at, uid) < (?, ?)', [occurredAt, uid]);
  } else {
    query.where(
      'occurred_at',
      cluster < after.cluster ? '<=' : '<',
      occurredAt,
    );
  }
}

function newestFirst(...columns: string[]) {
  return columns.map(column => ({ column, order: 'desc' as const }));
}

/** By clusters where the moment is the same; within one the order of the database stays, for sorting is stable. */
function newestOfAllFirst(
  a: DbRunRow | DbRestoreRow,
  b: DbRunRow | DbRestoreRow,
): number {
  return (
    toMillis(b.occurred_at) - toMillis(a.occurred_at) ||
    Number(a.cluster < b.cluster) - Number(a.cluster > b.cluster)
  );
}
