import { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import { DbSubjectRow } from '../../tables';

/** So long does a first reading go on before what is there is judged. */
const LATER_MS = 30_000;

/**
 * Marks subjects due now, or `later`: in half a minute, unless something else
 * makes them due before.
 *
 * @remarks
 * A subject that is due already keeps its moment, so that it does not lose its
 * place in the line, and one that waits for a retry keeps waiting. One that is
 * being judged falls in at the end: with the moment that it was claimed for, a
 * subject to which something happens all the time would be first in line for
 * ever, and others would never have their turn. So a busy fleet is judged in
 * rounds, and the longer a round takes, the more changes each verdict covers.
 *
 * `marked` tells a completion that something happened since the claim. The row is
 * written even when nothing changes in it: only its lock keeps another replica
 * from claiming the subject, and judging old facts, before this transaction
 * commits the new ones.
 *
 * @internal
 */
export async function updateDue(
  knex: Knex,
  options: {
    subjects: Knex.QueryBuilder<DbSubjectRow>;
    when: 'now' | 'later';
  },
): Promise<void> {
  const { subjects, when } = options;
  const now = nowMillis(knex);
  if (when === 'now') {
    await subjects.update({
      due_at: knex.raw(
        'case when marked and due_at is not null then due_at when due_at is null or due_at > ? or ticket is not null then ? else due_at end',
        [now, now],
      ),
      marked: true,
    });
    return;
  }
  const later = knex.raw('? + ?', [now, LATER_MS]);
  await subjects.update({
    due_at: knex.raw(
      'case when marked and due_at is not null then due_at when ticket is not null then ? when due_at is null or due_at > ? then ? else due_at end',
      [now, later, later],
    ),
    // Who is judged meanwhile may have seen half of it.
    marked: knex.raw('marked or ticket is not null'),
  });
}
