import type { Knex } from 'knex';
import type { StateCount } from '../../gaugeTypes';
import { rankedSubjects, statesOf } from './rankedSubjects';

/** Counts the entities in each state of an aspect; states of none are left out. @internal */
export async function countEntityStates(options: {
  knex: Knex;
  aspect: 'protection' | 'sync';
  silentAfterMs: number;
}): Promise<StateCount[]> {
  const { knex, aspect } = options;
  const rows: { rank: number; count: number | string }[] = await knex
    .from(rankedSubjects({ ...options, type: 'entity' }).as('ranked'))
    .groupBy('rank')
    .orderBy('rank')
    .select('rank', knex.raw('count(*) as count'));
  return rows.map(({ rank, count }) => ({
    aspect,
    state: statesOf[aspect][rank],
    count: Number(count),
  }));
}
