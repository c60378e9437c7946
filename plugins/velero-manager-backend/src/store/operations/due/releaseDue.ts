import { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import { DbSubjectRow } from '../../tables';
import { DueSubject } from '../../types';

/**
 * Puts a subject back after a failure. It stays marked, which keeps events
 * from bringing the retry forward.
 *
 * @internal
 */
export async function releaseDue(options: {
  knex: Knex;
  subject: DueSubject;
  retryAfterMs: number;
}): Promise<void> {
  const { knex, subject, retryAfterMs } = options;
  await knex<DbSubjectRow>('subjects')
    .where({ id: subject.id, ticket: subject.ticket })
    .update({
      due_at: knex.raw('? + ?', [nowMillis(knex), Math.ceil(retryAfterMs)]),
      marked: true,
      ticket: null,
      claimed_until: null,
    });
}
