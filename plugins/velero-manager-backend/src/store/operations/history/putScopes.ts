import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbHistoryScopeRow } from '../../historyTables';

/**
 * Writes the namespace lists of runs or restores, before them:
 * retention, which may be about to delete the lists, then waits to see the run.
 *
 * @internal
 */
export async function putScopes(options: {
  knex: Knex;
  rows: DbHistoryScopeRow[];
}): Promise<void> {
  const { knex, rows } = options;
  const byScope = new Map(
    rows.map(row => [`${row.cluster} ${row.scope}`, row]),
  );
  for (const chunk of chunked([...byScope.values()])) {
    await knex<DbHistoryScopeRow>('history_scopes')
      .insert(chunk)
      .onConflict(['cluster', 'scope'])
      .merge(['included']);
  }
}
