import { Knex } from 'knex';
import { isPostgres } from '../../dialect';
import { DbFactKey, DbFactRow } from '../../tables';
import { FactScope } from '../../types';

const COLUMNS = [
  ...(['cluster', 'kind', 'namespace', 'name', 'uid', 'hash'] as const),
  ...(['owner', 'scope', 'belongs_to', 'history'] as const),
];

/** So many keys are looked up by one statement. */
const MOST_KEYS = 500;

/** What a delta has to know of a stored fact. @internal */
export type StoredFactState = Pick<DbFactRow, (typeof COLUMNS)[number]>;

/**
 * What a delta has to know of the stored facts of a scope: of all of them, or
 * of those in one namespace.
 *
 * @internal
 */
export async function readStoredFacts(options: {
  knex: Knex;
  scope: FactScope;
  namespace?: string;
}): Promise<StoredFactState[]> {
  const { knex, scope, namespace } = options;
  return knex<DbFactRow>('facts')
    .where({ ...scope, ...(namespace !== undefined && { namespace }) })
    .select(...COLUMNS);
}

/**
 * What a delta has to know of the stored facts with these keys, of whatever
 * clusters and kinds.
 *
 * @remarks
 * The keys lead and the primary key is walked for each. They are one JSON text,
 * so that the statement is short and the same for any number of them.
 *
 * @internal
 */
export async function readFactsByKey(options: {
  knex: Knex;
  keys: DbFactKey[];
}): Promise<StoredFactState[]> {
  const { knex, keys } = options;
  const states: StoredFactState[] = [];
  for (let begun = 0; begun < keys.length; begun += MOST_KEYS) {
    const wanted = keys
      .slice(begun, begun + MOST_KEYS)
      .map(key => [key.cluster, key.kind, key.namespace, key.name]);
    const read = knex
      .from(keyTable(knex, JSON.stringify(wanted)))
      .select(COLUMNS.map(column => `facts.${column}`));
    states.push(...(await read));
  }
  return states;
}

function keyTable(knex: Knex, wanted: string): Knex.Raw {
  // SQLite takes what is on the left of a cross join first.
  const each = isPostgres(knex)
    ? 'json_array_elements(?::json) as wanted join'
    : 'json_each(?) as wanted cross join';
  const matches = ['cluster', 'kind', 'namespace', 'name'].map(
    (column, i) => `facts.${column} = wanted.value ->> ${i}`,
  );
  return knex.raw(`${each} facts on ${matches.join(' and ')}`, [wanted]);
}

/**
 * Groups keys so that each statement looks up one prefix of the primary key:
 * both databases then walk the index, which they do not with pairs of values.
 *
 * @internal
 */
export function groupByNamespace(
  keys: { namespace: string; name: string }[],
): { namespace: string; names: string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { namespace, name } of keys) {
    const names = groups.get(namespace);
    if (names) {
      names.push(name);
    } else {
      groups.set(namespace, [name]);
    }
  }
  return [...groups].map(([namespace, names]) => ({ namespace, names }));
}
