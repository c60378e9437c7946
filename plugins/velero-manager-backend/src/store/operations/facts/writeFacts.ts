import { setImmediate as nextTurn } from 'node:timers/promises';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbFactRow } from '../../tables';
import { StoredFact } from '../../toFactRows';
import { FactScope } from '../../types';
import { groupByNamespace } from './readStoredFacts';

/**
 * Writes facts, new ones and changed ones alike.
 *
 * @remarks
 * A list may bring thousands, and an embedded database answers within the turn
 * of the event loop: others come to theirs between the statements.
 *
 * @internal
 */
export async function upsertFacts(options: {
  knex: Knex;
  facts: StoredFact[];
}): Promise<void> {
  const { knex, facts } = options;
  for (const [i, chunk] of chunked(facts).entries()) {
    if (i > 0) {
      await nextTurn();
    }
    await knex<DbFactRow>('facts')
      .insert(chunk.map(fact => fact.row))
      .onConflict(['cluster', 'kind', 'namespace', 'name'])
      .merge();
  }
}

/** Deletes facts by key. @internal */
export async function deleteFacts(options: {
  knex: Knex;
  scope: FactScope;
  keys: { namespace: string; name: string }[];
}): Promise<void> {
  const { knex, scope, keys } = options;
  for (const { namespace, names } of groupByNamespace(keys)) {
    for (const chunk of chunked(names)) {
      await knex<DbFactRow>('facts')
        .where({ ...scope, namespace })
        .whereIn('name', chunk)
        .delete();
    }
  }
}
