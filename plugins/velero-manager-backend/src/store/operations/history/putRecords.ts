import { Knex } from 'knex';
import { HISTORY_KEYS, HistoryTables } from '../../historyTables';
import { upsertRows } from '../upsertRows';

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
  // A server that gives two objects one UID must not stop its cluster.
  const byKey = new Map(rows.map(row => [keyOf(table, row), row]));
  await upsertRows({
    ...{ knex, table, rows: [...byKey.values()] },
    keys: HISTORY_KEYS[table],
    merged: { outcome: `coalesce(excluded.outcome, ${table}.outcome)` },
  });
}

function keyOf<T extends keyof HistoryTables>(
  table: T,
  row: HistoryTables[T],
): string {
  return JSON.stringify(HISTORY_KEYS[table].map(column => row[column]));
}
