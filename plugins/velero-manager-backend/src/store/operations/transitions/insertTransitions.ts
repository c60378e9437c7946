import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbTransitionRow } from '../../tables';
import { toStorableText } from '../../toStorableText';
import { DueSubject, Transition } from '../../types';
import { NewTransition } from './NewTransition';
import { toTransition } from './toTransition';

/** Appends transitions of subjects. @returns them as written @internal */
export async function insertTransitions(options: {
  knex: Knex;
  changes: (NewTransition & { subject: DueSubject })[];
  at: number;
}): Promise<Transition[]> {
  const { knex, changes, at } = options;
  const written: Transition[] = [];
  for (const chunk of chunked(changes)) {
    const rows = await knex<DbTransitionRow>('transitions')
      .insert(
        chunk.map(({ subject, ...change }) => ({
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
    written.push(...rows.map(toTransition));
  }
  return written;
}
