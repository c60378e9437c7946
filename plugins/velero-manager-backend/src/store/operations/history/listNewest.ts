import { Knex } from 'knex';
import { toMillis } from '../../dialect';
import { DbRestoreRow, DbRunRow } from '../../historyTables';
import { HistoryFilter, HistoryPage } from '../../historyTypes';
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
 * runs of all. Who is asked later is asked only for what is not older than the
 * page that is found already, which is next to nothing.
 *
 * @internal
 */
export async function listNewest<T extends keyof Tables>(options: {
  knex: Knex;
  table: T;
  filter: HistoryFilter;
  page: HistoryPage;
}): Promise<{ rows: Tables[T][]; more: boolean }> {
  const { knex, table, page } = options;
  const places =
    (await readPlaces(options)) ?? (await readAllPlaces(knex, table));
  const scopes = await findScopes({
    knex,
    places: places.flatMap(({ cluster, namespaces }) =>
      namespaces === null ? [] : [{ cluster, namespaces }],
    ),
  });
  let rows: Tables[T][] = [];
  for (let i = 0; i < places.length; i += CLUSTERS_AT_ONCE) {
    const oldest = rows.length > page.limit ? rows[page.limit] : null;
    const queries = places.slice(i, i + CLUSTERS_AT_ONCE).map(place =>
      newestOf({ ...options, place, scopes }).modify(query => {
        if (oldest) {
          query.where('occurred_at', '>=', oldest.occurred_at);
        }
      }),
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

type Place = NonNullable<HistoryFilter['places']>[number];

/** Every cluster of which there is history, watched or not. */
async function readAllPlaces(
  knex: Knex,
  table: keyof Tables,
): Promise<Place[]> {
  const rows = await knex
    .withRecursive('places', ['cluster'], all =>
      all
        .min('cluster')
        .from(table)
        .where('cluster', '>', '')
        .unionAll(next =>
          next
            .select(
              knex(table)
                .whereRaw('?? > places.cluster', [`${table}.cluster`])
                .min(`${table}.cluster`)
                .as('cluster'),
            )
            .from('places')
            .whereNotNull('places.cluster'),
        ),
    )
    .from('places')
    .whereNotNull('cluster')
    .select<{ cluster: string }[]>('cluster');
  return rows.map(({ cluster }) => ({ cluster, namespaces: null }));
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
