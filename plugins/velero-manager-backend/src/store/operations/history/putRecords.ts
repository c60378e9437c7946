import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { HISTORY_KEYS, HistoryTables } from '../../historyTables';

/**
 * Adds rows to a table of history, or completes those that are there. An
 * outcome that was known is not forgotten when the object says it no more.
 *
 * @internal
 */
export async function putRecords<T extends keyof HistoryTables>(options: {
  knex: Knex;
  table: T;
  rows: HistoryTables[T][];
}): Promise<void> {
  const { knex, table, rows } = options;
  const keys: string[] = HISTORY_KEYS[table];
  // A server that gives two objects one UID must not stop its cluster.
  const byKey = new Map(rows.map(row => [keyOf(table, row), row]));
  for (const chunk of chunked([...byKey.values()])) {
    const columns = Object.keys(chunk[0]).filter(name => !keys.includes(name));
    await knex(table)
      .insert(chunk)
      .onConflict(keys)
      .merge(
        Object.fromEntries(
          columns.map(column => [
            column,
            column === 'outcome'
              ? knex.raw('coalesce(excluded.outcome, ??)', [`${table}.outcome`])
              : knex.raw('excluded.??', [column]),
          ]),
        ),
      );
  }
}

function keyOf<T extends keyof HistoryTables>(
  table: T,
  row: HistoryTables[T],
): string {
  return JSON.stringify(HISTORY_KEYS[table].map(column => row[column]));
}
