import { Knex } from 'knex';
import { DbTransitionRow } from '../../tables';
import { SubjectKey, Transition } from '../../types';
import { toTransition } from './toTransition';

/** The newest transitions of a subject, newest first. @internal */
export async function listTransitions(options: {
  knex: Knex;
  subject: SubjectKey;
  limit: number;
}): Promise<Transition[]> {
  const { knex, subject, limit } = options;
  const rows = await knex<DbTransitionRow>('transitions')
    .where({ type: subject.type, ref: subject.ref })
    .orderBy('id', 'desc')
    .limit(limit)
    .select();
  return rows.map(toTransition);
}
