import { Knex } from 'knex';
import { DbHistoryScopeRow } from '../../historyTables';

/**
 * Deletes the namespace lists of a cluster that no run and no restore has any
 * more; call it in a transaction.
 *
 * @remarks
 * The rows are locked by a statement of their own: whoever is about to write a
 * run with such lists has locked them too, so the next statement either sees
 * that run or comes first, and the other writes the lists anew.
 *
 * @internal
 */
export async function pruneScopes(options: {
  knex: Knex;
  cluster: string;
}): Promise<void> {
  const { knex, cluster } = options;
  const scopes = () =>
    knex<DbHistoryScopeRow>('history_scopes').where({ cluster });
  const used = (table: 'runs' | 'restores') =>
    knex(table).where({ cluster }).whereNotNull('scope').select('scope');
  await scopes().orderBy('scope').forUpdate().select('scope');
  await scopes()
    .whereNotIn('scope', used('runs'))
    .whereNotIn('scope', used('restores'))
    .delete();
}
