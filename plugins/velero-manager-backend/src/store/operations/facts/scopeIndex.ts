import { randomBytes } from 'node:crypto';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbFactScopeKey, DbFactScopeRow } from '../../tables';
import { StoredFact } from '../../toFactRows';
import { FactScope } from '../../types';
import { upsertRows } from '../upsertRows';

const KEY: readonly (keyof DbFactScopeKey)[] = [
  'cluster',
  'kind',
  'namespace',
  'owner',
  'scope',
];

/** Words 72 bits long, so that no two writes give the same. @internal */
export function createStamp(): string {
  return randomBytes(9).toString('base64url');
}

/**
 * Writes the namespace lists of facts that are new or changed, with a stamp by
 * which readers see that something behind them did; before the facts, see
 * {@link pruneScopes}.
 *
 * @internal
 */
export async function upsertScopes(options: {
  knex: Knex;
  facts: StoredFact[];
  stamp: string;
}): Promise<void> {
  const { knex, facts, stamp } = options;
  const rows = new Map(
    facts.flatMap(({ scope }) =>
      scope
        ? [
            [
              JSON.stringify(KEY.map(column => scope[column])),
              { ...scope, stamp },
            ],
          ]
        : [],
    ),
  );
  await upsertRows({
    ...{ knex, table: 'fact_scopes', keys: KEY },
    rows: [...rows.values()],
  });
}

/**
 * Deletes the namespace lists that no fact has any more, of those that a fact
 * had, and stamps those that others have.
 *
 * @remarks
 * The rows are locked by a statement of their own: whoever is about to write a
 * fact with such lists has locked them too, so the next statement either sees
 * that fact or comes first, and the other writes the lists anew.
 *
 * @internal
 */
export async function pruneScopes(options: {
  knex: Knex;
  scope: FactScope;
  digests: ReadonlySet<string>;
  stamp: string;
}): Promise<void> {
  const { knex, scope, digests, stamp } = options;
  for (const chunk of chunked([...digests].sort())) {
    const candidates = () =>
      knex<DbFactScopeRow>('fact_scopes').where(scope).whereIn('scope', chunk);
    await candidates().orderBy(['namespace', 'owner']).forUpdate().select();
    await candidates()
      .whereNotExists(query =>
        KEY.reduce(
          (facts, column) =>
            facts.whereRaw('?? = ??', [
              `facts.${column}`,
              `fact_scopes.${column}`,
            ]),
          query.from('facts').select(knex.raw('1')),
        ),
      )
      .delete();
    await candidates().update({ stamp });
  }
}

/** The namespace lists of the schedules and backups of some clusters. @internal */
export async function readScopes(options: {
  knex: Knex;
  clusters: string[];
}): Promise<DbFactScopeRow[]> {
  const { knex, clusters } = options;
  return knex<DbFactScopeRow>('fact_scopes')
    .whereIn('cluster', clusters)
    .select(...KEY, 'included', 'excluded', 'stamp');
}
