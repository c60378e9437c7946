import { Knex } from 'knex';
import { StoredFact } from '../../toFactRows';
import { upsertRows } from '../upsertRows';

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
