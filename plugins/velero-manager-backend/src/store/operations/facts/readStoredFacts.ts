import { Knex } from 'knex';
import { DbFactKey, DbFactRow } from '../../tables';
import { FactScope } from '../../types';
import { tablesOfKeys } from './factKeys';

const COLUMNS = [
  ...(['cluster', 'kind', 'namespace', 'name', 'uid'] as const),
  ...(['hash', 'resource_version'] as const),
  ...(['owner', 'scope', 'belongs_to', 'history', 'fresh_until'] as const),
];

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
 * @internal
 */
export async function readFactsByKey(options: {
  knex: Knex;
  keys: DbFactKey[];
}): Promise<StoredFactState[]> {
  const { knex } = options;
  const states: StoredFactState[] = [];
  for (const table of tablesOfKeys({ ...options, table: 'facts' })) {
    const found: StoredFactState[] = await knex
      .from(table)
      .select(COLUMNS.map(column => `facts.${column}`));
    states.push(...found);
  }
  return states;
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
