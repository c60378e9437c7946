import { Knex } from 'knex';
import { breathe } from '../breathe';
import { isPostgres } from '../dialect';

/** Few enough that another connection's turn comes soon, below all limits of values. */
const CHUNK_SIZE = 200;
/** One value for all rows, so that only the time of a statement bounds them. */
const JSON_CHUNK_SIZE = 500;

interface Upsert {
  table: string;
  /** What tells rows apart. */
  keys: readonly string[];
  /** By column what becomes of a row that is there; else what is given. */
  merged?: Readonly<Record<string, string>>;
}

/**
 * Writes rows of one shape, new ones and changed ones alike.
 *
 * @remarks
 * As SQL: to read a fleet for the first time is to write millions of these,
 * and the schema builder takes as long over them as the database. PostgreSQL
 * takes them as one JSON text, for its driver and the builder look at each
 * value otherwise; SQLite reads values faster than JSON.
 *
 * A list may bring thousands, and an embedded database answers within the turn
 * of the event loop: others come to theirs between the statements.
 *
 * @param options.table - as all names here one of our own, a plain word
 * @internal
 */
export async function upsertRows<T extends object>(
  options: Upsert & { knex: Knex; rows: readonly T[] },
): Promise<void> {
  const { knex, rows, ...upsert } = options;
  if (rows.length === 0) {
    return;
  }
  const asJson = isPostgres(knex);
  const size = asJson ? JSON_CHUNK_SIZE : CHUNK_SIZE;
  // Of the first row, for all have the same.
  const columns = Object.keys(rows[0]) as (keyof T & string)[];
  for (let begun = 0; begun < rows.length; begun += size) {
    await breathe();
    const chunk = rows.slice(begun, begun + size);
    const sql = statementOf(upsert, {
      columns,
      count: asJson ? 0 : chunk.length,
    });
    await knex.raw(
      sql,
      asJson
        ? [JSON.stringify(chunk)]
        : chunk.flatMap(row =>
            columns.map(column => row[column] as Knex.Value),
          ),
    );
  }
}

/** @param shape.count - how many rows are given as values; 0: as JSON */
function statementOf(
  { table, keys, merged = {} }: Upsert,
  { columns, count }: { columns: string[]; count: number },
): string {
  const names = columns.join(', ');
  const row = `(${columns.map(() => '?').join(', ')})`;
  const changes = columns
    .filter(column => !keys.includes(column))
    .map(column => `${column} = ${merged[column] ?? `excluded.${column}`}`);
  return [
    `insert into ${table} (${names})`,
    count > 0
      ? `values ${Array(count).fill(row).join(', ')}`
      : `select ${names} from json_populate_recordset(null::${table}, ?::json)`,
    `on conflict (${keys.join(', ')}) do update set ${changes.join(', ')}`,
  ].join(' ');
}
