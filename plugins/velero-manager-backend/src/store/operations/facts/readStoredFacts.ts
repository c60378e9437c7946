import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbFactRow } from '../../tables';
import { FactScope } from '../../types';

/** What a delta has to know of a stored fact. @internal */
export type StoredFactState = Pick<
  DbFactRow,
  | 'namespace'
  | 'name'
  | 'uid'
  | 'hash'
  | 'owner'
  | 'scope'
  | 'belongs_to'
  | 'history'
>;

/**
 * What a delta has to know of the stored facts of a scope: of all of them, of
 * those in one namespace, or of those with the given keys.
 *
 * @internal
 */
export async function readStoredFacts(options: {
  knex: Knex;
  scope: FactScope;
  namespace?: string;
  keys?: { namespace: string; name: string }[];
}): Promise<StoredFactState[]> {
  const { knex, scope, namespace: within, keys } = options;
  const query = () =>
    knex<DbFactRow>('facts')
      .where(scope)
      .modify(
        facts => within !== undefined && facts.where({ namespace: within }),
      )
      .select(
        ...(['namespace', 'name', 'uid', 'hash', 'owner'] as const),
        ...(['scope', 'belongs_to', 'history'] as const),
      );
  if (!keys) {
    return query();
  }
  const states: StoredFactState[] = [];
  for (const { namespace, names } of groupByNamespace(keys)) {
    for (const chunk of chunked(names)) {
      states.push(
        ...(await query().where({ namespace }).whereIn('name', chunk)),
      );
    }
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
