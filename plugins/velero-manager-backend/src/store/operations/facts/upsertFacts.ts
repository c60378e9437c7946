import { Knex } from 'knex';
import { StoredFact } from '../../toFactRows';
import { upsertRows } from '../upsertRows';

const FACTS = {
  table: 'facts',
  keys: ['cluster', 'kind', 'namespace', 'name'],
};

/** Writes facts, new ones and changed ones alike. @internal */
export async function upsertFacts(options: {
  knex: Knex;
  facts: StoredFact[];
}): Promise<void> {
  const { knex, facts } = options;
  await upsertRows({ ...FACTS, knex, rows: facts.map(fact => fact.row) });
}

/** Writes facts of which only the heartbeat came: history is told nothing. @internal */
export async function writeBeats(options: {
  knex: Knex;
  facts: StoredFact[];
}): Promise<void> {
  const { knex, facts } = options;
  await upsertRows({
    ...{ ...FACTS, knex, rows: facts.map(fact => fact.row) },
    merged: { history: 'facts.history' },
  });
}
