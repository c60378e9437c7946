import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { isPostgres } from '../../dialect';
import { DbFactKey } from '../../tables';

/** So many keys are looked up by one statement. */
const MOST_KEYS = 500;

/** Tables whose rows begin with the key of a fact. @internal */
export type KeyedTable = 'facts' | 'fact_targets' | 'fact_labels';

/**
 * The rows of facts with these keys, of whatever clusters and kinds, as tables
 * to select from: one for each 500 keys.
 *
 * @remarks
 * The keys lead and the primary key is walked for each. They are one JSON text,
 * so that the statement is short and the same for any number of them.
 *
 * @internal
 */
export function tablesOfKeys(options: {
  knex: Knex;
  table: KeyedTable;
  keys: readonly DbFactKey[];
}): Knex.Raw[] {
  const { knex, table, keys } = options;
  // SQLite takes what is on the left of a cross join first; PostgreSQL, which
  // cannot tell how many keys there are, would rather read a small table whole.
  const rows = isPostgres(knex)
    ? `json_array_elements(?::json) as wanted cross join lateral (select * from ${table} where ${matches(
        table,
      )} offset 0) as ${table}`
    : `json_each(?) as wanted cross join ${table} on ${matches(table)}`;
  return inJson(keys).map(wanted => knex.raw(rows, [wanted]));
}

/**
 * Deletes the rows of facts with these keys: on SQLite 500 by one statement, on
 * PostgreSQL those of a namespace.
 *
 * @internal
 */
export async function deleteByKey(options: {
  knex: Knex;
  table: KeyedTable;
  keys: readonly DbFactKey[];
}): Promise<void> {
  const { knex, table, keys } = options;
  if (isPostgres(knex)) {
    for (const { scope, names } of groupByScope(keys)) {
      for (const chunk of chunked(names)) {
        await knex(table).where(scope).whereIn('name', chunk).delete();
      }
    }
    return;
  }
  for (const wanted of inJson(keys)) {
    await knex.raw(
      `delete from ${table} where rowid in (select ${table}.rowid from json_each(?) as wanted cross join ${table} on ${matches(
        table,
      )})`,
      [wanted],
    );
  }
}

function groupByScope(
  keys: readonly DbFactKey[],
): { scope: Omit<DbFactKey, 'name'>; names: string[] }[] {
  const groups = new Map<
    string,
    { scope: Omit<DbFactKey, 'name'>; names: string[] }
  >();
  for (const { cluster, kind, namespace, name } of keys) {
    const scope = { cluster, kind, namespace };
    const group = groups.get(JSON.stringify(scope)) ?? { scope, names: [] };
    group.names.push(name);
    groups.set(JSON.stringify(scope), group);
  }
  return [...groups.values()];
}

function inJson(keys: readonly DbFactKey[]): string[] {
  return Array.from({ length: Math.ceil(keys.length / MOST_KEYS) }, (_, i) =>
    JSON.stringify(
      keys
        .slice(i * MOST_KEYS, (i + 1) * MOST_KEYS)
        .map(key => [key.cluster, key.kind, key.namespace, key.name]),
    ),
  );
}

function matches(table: KeyedTable): string {
  return ['cluster', 'kind', 'namespace', 'name']
    .map((column, i) => `${table}.${column} = wanted.value ->> ${i}`)
    .join(' and ');
}
