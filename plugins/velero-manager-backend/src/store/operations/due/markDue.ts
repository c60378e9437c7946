import { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import { DbSubjectRow } from '../../tables';
import { chunked } from '../../chunked';

/**
 * Marks subjects due now, all that a query of ids selects, in one statement.
 *
 * @remarks
 * A subject that is due already keeps its moment, so that it does not lose its
 * place in the line, and one that waits for a retry keeps waiting. `marked`
 * tells a completion that something happened since the claim. The row is
 * written even when nothing changes in it: only its lock keeps another replica
 * from claiming the subject, and judging old facts, before this transaction
 * commits the new ones.
 *
 * @returns the number of subjects marked
 * @internal
 */
export async function markDue(options: {
  knex: Knex;
  subjectIds: Knex.QueryBuilder;
}): Promise<number> {
  const { knex, subjectIds } = options;
  const now = nowMillis(knex);
  return knex<DbSubjectRow>('subjects')
    .whereIn('id', subjectIds)
    .update({
      due_at: knex.raw(
        'case when marked and due_at is not null then due_at when due_at is null or due_at > ? then ? else due_at end',
        [now, now],
      ),
      marked: true,
    });
}

/** Marks subjects of one type due by name. @internal */
export async function markRefsDue(options: {
  knex: Knex;
  type: 'entity' | 'cluster';
  refs: Iterable<string>;
}): Promise<void> {
  const { knex, type, refs } = options;
  // Sorted, so that two replicas lock the same rows in the same order.
  for (const chunk of chunked([...new Set(refs)].sort())) {
    await markDue({
      knex,
      subjectIds: knex('subjects')
        .where({ type })
        .whereIn('ref', chunk)
        .select('id'),
    });
  }
}
