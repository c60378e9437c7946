import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { HISTORY_KEYS, HistoryTables } from '../../historyTables';

/**
 * Adds rows to a table of history, or completes those that are there. An
 * outcome that was known is not forgotten when the object says it no more.
 *
 * @remarks
 * As SQL: to read a fleet for the first time is to write millions of these,
 * and the schema builder takes twice as long over them as the database.
 *
 * @internal
 */
export async function putRecords<T extends keyof HistoryTables>(options: {
  knex: Knex;
  table: T;
  rows: HistoryTables[T][];
}): Promise<void> {
  const { knex, table, rows } = options;
  // A server that gives two objects one UID must not stop its cluster.
  const byKey = new Map(rows.map(row => [keyOf(table, row), row]));
  for (const chunk of chunked([...byKey.values()])) {
    // Our own names, each a plain word.
    const columns = Object.keys(chunk[0]) as (keyof HistoryTables[T])[];
    await knex.raw(
      upsert(table, { columns: columns.map(String), rows: chunk.length }),
      chunk.flatMap(row => columns.map(column => row[column] as Knex.Value)),
    );
  }
}

function upsert(
  table: keyof HistoryTables,
  { columns, rows }: { columns: string[]; rows: number },
): string {
  const keys: string[] = HISTORY_KEYS[table];
  const row = `(${columns.map(() => '?').join(', ')})`;
  const merged = columns
    .filter(column => !keys.includes(column))
    .map(column =>
      column === 'outcome'
        ? `outcome = coalesce(excluded.outcome, ${table}.outcome)`
        : `${column} = excluded.${column}`,
    );
  return [
    `insert into ${table} (${columns.join(', ')})`,
    `values ${Array(rows).fill(row).join(', ')}`,
    `on conflict (${keys.join(', ')}) do update set ${merged.join(', ')}`,
  ].join(' ');
}

function keyOf<T extends keyof HistoryTables>(
  table: T,
  row: HistoryTables[T],
): string {
  return JSON.stringify(HISTORY_KEYS[table].map(column => row[column]));
}
