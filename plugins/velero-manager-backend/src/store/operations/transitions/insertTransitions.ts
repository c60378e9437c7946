import { Knex } from 'knex';
import { DbTransitionRow } from '../../tables';
import { toStorableText } from '../../toStorableText';
import { DueSubject, Transition } from '../../types';
import { NewTransition } from './NewTransition';
import { toTransition } from './toTransition';

/** Appends transitions of one subject. @returns them as written @internal */
export async function insertTransitions(options: {
  knex: Knex;
  subject: DueSubject;
  changes: NewTransition[];
  at: number;
}): Promise<Transition[]> {
  const { knex, subject, changes, at } = options;
  if (changes.length === 0) {
    return [];
  }
  const rows = await knex<DbTransitionRow>('transitions')
    .insert(
      changes.map(change => ({
        subject_id: subject.id,
        type: subject.type,
        ref: subject.ref,
        aspect: change.aspect,
        from_state: change.from,
        to_state: change.to,
        reason: toStorableText(change.reason),
        message: toStorableText(change.message),
        at,
      })),
    )
    .returning<DbTransitionRow[]>('*');
  return rows.map(toTransition);
}
