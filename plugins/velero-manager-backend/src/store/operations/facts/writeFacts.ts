import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbFactRow } from '../../tables';
import { StoredFact } from '../../toFactRows';
import { FactScope } from '../../types';
import { upsertRows } from '../upsertRows';
import { groupByNamespace } from './readStoredFacts';

/** Writes facts, new ones and changed ones alike. @internal */
export async function upsertFacts(options: {
  knex: Knex;
  facts: StoredFact[];
}): Promise<void> {
  const { knex, facts } = options;
  await upsertRows({
    ...{ knex, table: 'facts', rows: facts.map(fact => fact.row) },
    keys: ['cluster', 'kind', 'namespace', 'name'],
  });
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
