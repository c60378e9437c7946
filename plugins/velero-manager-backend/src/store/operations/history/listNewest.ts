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
/** Of a hundred clusters in a thousand, one run in ten is found by walking. */
const MAX_CLUSTERS_ASKED = 100;

/**
 * One page of runs or restores, newest first, and whether there are more.
 *
 * @remarks
 * Few clusters are asked each by itself, in an index that begins with the
 * cluster: otherwise the page of one that makes few runs would be looked for
 * among the runs of all. Many clusters are walked together by time.
 *
 * @internal
 */
export async function listNewest<T extends keyof Tables>(options: {
  knex: Knex;
  table: T;
  filter: HistoryFilter;
  page: HistoryPage;
}): Promise<{ rows: Tables[T][]; more: boolean }> {
  const { page } = options;
  const places = await readPlaces(options);
  const rows: Tables[T][] =
    places !== null && isForEach(places)
      ? await askEach({ ...options, places })
      : await walkAll({ ...options, places });
  return {
    rows: rows.slice(0, page.limit),
    more: rows.length > page.limit,
  };
}

/** Which namespaces lists take is another question in each cluster. */
function isForEach(places: NonNullable<HistoryFilter['places']>): boolean {
  return (
    places.length <= MAX_CLUSTERS_ASKED ||
    places.some(({ namespaces }) => namespaces !== null)
  );
}

async function walkAll<T extends keyof Tables>(options: {
  knex: Knex;
  table: T;
  filter: HistoryFilter;
  places: HistoryFilter['places'];
  page: HistoryPage;
}): Promise<Tables[T][]> {
  const { knex, table, filter, places, page } = options;
  return knex(table)
    .modify(query => narrow(query, filter))
    .modify(query => {
      if (places !== null) {
        query.whereIn(
          'cluster',
          places.map(({ cluster }) => cluster),
        );
      }
      if (page.after) {
        const { occurredAt, cluster, uid } = page.after;
        query.whereRaw('(occurred_at, cluster, uid) < (?, ?, ?)', [
          occurredAt,
          cluster,
          uid,
        ]);
      }
    })
    .orderBy(newestFirst('occurred_at', 'cluster', 'uid'))
    .limit(page.limit + 1)
    .select();
}

async function askEach<T extends keyof Tables>(options: {
  knex: Knex;
  table: T;
  filter: HistoryFilter;
  places: NonNullable<HistoryFilter['places']>;
  page: HistoryPage;
}): Promise<Tables[T][]> {
  const { knex, table, filter, places, page } = options;
  const scopes = await findScopes({
    knex,
    places: places.flatMap(({ cluster, namespaces }) =>
      namespaces === null ? [] : [{ cluster, namespaces }],
    ),
  });
  const rows: Tables[T][] = [];
  for (let i = 0; i < places.length; i += CLUSTERS_AT_ONCE) {
    const queries = places.slice(i, i + CLUSTERS_AT_ONCE).map(place =>
      knex(table)
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
        .limit(page.limit + 1)
        .as('newest'),
    );
    rows.push(
      ...(await knex.unionAll(queries.map(one => knex.select().from(one)))),
    );
  }
  // Stable: within a cluster the order of the database stays.
  return rows.sort(
    (a, b) =>
      toMillis(b.occurred_at) - toMillis(a.occurred_at) ||
      Number(a.cluster < b.cluster) - Number(a.cluster > b.cluster),
  );
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
