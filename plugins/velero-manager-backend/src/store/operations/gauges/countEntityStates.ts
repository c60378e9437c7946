import type { Knex } from 'knex';
import type { StateCount } from '../../gaugeTypes';
import { rankedSubjects, statesOf } from './rankedSubjects';

interface CountRow {
  protection: number | null;
  sync: number | null;
  count: number | string;
}

/** Counts the entities in each state of each aspect; states of none are left out. @internal */
export async function countEntityStates(options: {
  knex: Knex;
  silentAfterMs: number;
}): Promise<StateCount[]> {
  const { knex } = options;
  const rows: CountRow[] = await knex
    .from(rankedSubjects({ ...options, type: 'entity' }).as('ranked'))
    .groupBy('protection', 'sync')
    .select('protection', 'sync', knex.raw('count(*) as count'));
  return (['protection', 'sync'] as const).flatMap(aspect =>
    statesOf[aspect].flatMap((state, rank) => {
      const count = rows
        .filter(row => row[aspect] === rank)
        .reduce((total, row) => total + Number(row.count), 0);
      return count > 0 ? [{ aspect, state, count }] : [];
    }),
  );
}
