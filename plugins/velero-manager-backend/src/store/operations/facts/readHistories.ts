import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { Millis } from '../../tables';
import { ListedKind, ListedRow } from './factLists';

/** How many of each series are read: enough to see how the last ones went. */
const NEWEST = 10;

/** What is read: the histories of a kind that belong to one thing. @internal */
export interface HistoryOf {
  kind: ListedKind;
  cluster: string;
  /** As `belongsTo` gives it. */
  belongsTo: string;
}

/** A series and where its wanted facts begin. */
interface DbSeriesRow {
  kind: string;
  belongs_to: string;
  cluster: string;
  series: string;
  /** When the oldest of the newest was. */
  since: Millis;
  /** When the newest good one was. */
  good_at: Millis | null;
}

/** A fact that is history. @internal */
export interface DbHistoryRow extends ListedRow {
  belongs_to: string;
  occurred_at: Millis;
  name: string;
}

const ofOwner = (table: string) =>
  `facts.kind = ${table}.kind and facts.belongs_to = ${table}.belongs_to and facts.cluster = ${table}.cluster`;
const nextSeries = (table: string) =>
  `select min(facts.series) from facts where ${ofOwner(table)}`;
const OF_SERIES = `${ofOwner('series')} and facts.series = series.series`;

/**
 * The newest facts of each series, and the newest good one even if older;
 * newest first. Facts of the same moment may be a few more.
 *
 * @remarks
 * Two statements for 200 owners. The first hops from series to series in an
 * index and finds where the newest of each begin, the second reads the rows
 * from there on: the cost grows with the series, not with the facts that are
 * kept. In one statement PostgreSQL could not tell how many series there are,
 * and would rather read the whole table.
 *
 * @internal
 */
export async function readHistories(options: {
  knex: Knex;
  owners: HistoryOf[];
}): Promise<DbHistoryRow[]> {
  const { knex, owners } = options;
  const rows: DbHistoryRow[] = [];
  for (const some of chunked(owners)) {
    for (const series of chunked(await selectSeries(knex, some))) {
      rows.push(...(await selectNewest(knex, series)));
    }
  }
  return rows.sort(
    (a, b) =>
      Number(b.occurred_at) - Number(a.occurred_at) ||
      (a.name < b.name ? 1 : -1),
  );
}

async function selectSeries(
  knex: Knex,
  owners: HistoryOf[],
): Promise<DbSeriesRow[]> {
  return knex
    .withRecursive(
      'owners',
      ['kind', 'belongs_to', 'cluster'],
      knex.raw(
        `values ${owners.map(() => '(?, ?, ?)').join(', ')}`,
        owners.flatMap(owner => [owner.kind, owner.belongsTo, owner.cluster]),
      ),
    )
    .withRecursive(
      'series',
      ['kind', 'belongs_to', 'cluster', 'series'],
      knex.raw(
        `select owners.*, (${nextSeries('owners')}) from owners
        union all
        select kind, belongs_to, cluster, (${nextSeries(
          'series',
        )} and facts.series > series.series) from series where series is not null`,
      ),
    )
    .from('series')
    .whereNotNull('series')
    .select(
      '*',
      knex.raw(
        `coalesce((select facts.occurred_at from facts where ${OF_SERIES} order by facts.occurred_at desc, facts.name desc limit 1 offset ?), 0) as since`,
        [NEWEST - 1],
      ),
      knex.raw(
        `(select facts.occurred_at from facts where ${OF_SERIES} and facts.good order by facts.occurred_at desc, facts.name desc limit 1) as good_at`,
      ),
    );
}

function selectNewest(
  knex: Knex,
  all: DbSeriesRow[],
): Knex.QueryBuilder<DbHistoryRow, DbHistoryRow[]> {
  const select = (isWanted: string) =>
    knex('series')
      // SQLite keeps the order of a cross join: series first, then the index.
      .joinRaw('cross join facts')
      .whereRaw(`${OF_SERIES} and ${isWanted}`)
      .select(
        ...['cluster', 'kind', 'belongs_to', 'data', 'occurred_at', 'name'].map(
          column => `facts.${column}`,
        ),
      );
  // PostgreSQL takes bound values in a list of rows for text.
  const row = '(?, ?, ?, ?, cast(? as bigint), cast(? as bigint))';
  return knex
    .with(
      'series',
      ['kind', 'belongs_to', 'cluster', 'series', 'since', 'good_at'],
      knex.raw(
        `values ${all.map(() => row).join(', ')}`,
        all.flatMap(one => [
          one.kind,
          one.belongs_to,
          one.cluster,
          one.series,
          one.since,
          one.good_at,
        ]),
      ),
    )
    .unionAll([
      select('facts.occurred_at >= series.since'),
      select(
        'series.good_at < series.since and facts.occurred_at = series.good_at and facts.good',
      ),
    ]);
}
