import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbFactScopeKey, DbFactScopeRow } from '../../tables';
import { StoredFact } from '../../toFactRows';
import { FactScope } from '../../types';

const KEY: readonly (keyof DbFactScopeKey)[] = [
  'cluster',
  'kind',
  'namespace',
  'owner',
  'scope',
];

/**
 * Writes the namespace lists of facts that are new or changed theirs; before
 * the facts, see {@link pruneScopes}.
 *
 * @internal
 */
export async function upsertScopes(options: {
  knex: Knex;
  facts: StoredFact[];
}): Promise<void> {
  const { knex, facts } = options;
  const rows = new Map(
    facts.flatMap(({ scope: row }) =>
      row ? [[JSON.stringify(KEY.map(column => row[column])), row]] : [],
    ),
  );
  for (const chunk of chunked([...rows.values()])) {
    await knex<DbFactScopeRow>('fact_scopes')
      .insert(chunk)
      .onConflict([...KEY])
      .merge(['included']);
  }
}

/**
 * Deletes the namespace lists that no fact has any more, of those that a fact
 * had.
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
}): Promise<void> {
  const { knex, scope, digests } = options;
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
    .select(...KEY, 'included', 'excluded');
}
