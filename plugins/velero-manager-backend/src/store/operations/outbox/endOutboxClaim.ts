import type { Knex } from 'knex';
import type { OutboxItem } from '../../outboxTypes';
import type { DbOutboxRow } from '../../tables';

/**
 * How a claim on the outbox ends: `told` is known to the consumer now; it is to
 * be decided again at a moment, or tried again then.
 *
 * @internal
 */
export type OutboxClaimEnd =
  | { end: 'settled'; told: string | null }
  | { end: 'postponed'; until: Date }
  | { end: 'failed'; until: Date };

/**
 * Ends the claim on an item, unless it lapsed and another replica has it. What
 * changed since it was claimed stays due.
 *
 * @internal
 */
export async function endOutboxClaim(options: {
  knex: Knex;
  item: OutboxItem;
  result: OutboxClaimEnd;
}): Promise<void> {
  const { knex, item, result } = options;
  const unlessChanged = (value: number | null, otherwise: string) =>
    knex.raw(
      `case when transition_id = ? then cast(? as bigint) else ${otherwise} end`,
      [item.transition.id, value],
    );
  const columns = {
    settled: () => ({
      told_state: result.end === 'settled' ? result.told : null,
      due_at: unlessChanged(null, 'due_at'),
      pending_since: unlessChanged(null, 'pending_since'),
      attempts: 0,
    }),
    postponed: () => ({
      due_at: unlessChanged(untilOf(result), 'due_at'),
      attempts: 0,
    }),
    failed: () => ({
      due_at: untilOf(result),
      attempts: item.attempts + 1,
    }),
  };
  await knex<DbOutboxRow>('outbox')
    .where({
      subject_id: item.subjectId,
      aspect: item.aspect,
      consumer: item.consumer,
      ticket: item.ticket,
    })
    .update({
      ...columns[result.end](),
      ticket: null,
      claimed_until: null,
    } as never);
}

function untilOf(result: OutboxClaimEnd): number | null {
  return result.end === 'settled' ? null : result.until.getTime();
}
