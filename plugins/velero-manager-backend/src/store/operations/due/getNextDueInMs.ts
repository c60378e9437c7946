import { Knex } from 'knex';
import { nowMillis, toMillis } from '../../dialect';
import { DbSubjectRow, Millis } from '../../tables';

/**
 * How long until something can be claimed: a subject falls due, or a claim
 * lapses that nobody completed.
 *
 * @internal
 */
export async function getNextDueInMs(knex: Knex): Promise<number | null> {
  const now = nowMillis(knex);
  const free = knex<DbSubjectRow>('subjects')
    .whereNotNull('due_at')
    .andWhere(unclaimed =>
      unclaimed.whereNull('claimed_until').orWhere('claimed_until', '<=', now),
    )
    .orderBy('due_at')
    .limit(1)
    .select('due_at as at');
  const claimed = knex<DbSubjectRow>('subjects')
    .where('claimed_until', '>', now)
    .orderBy('claimed_until')
    .limit(1)
    .select('claimed_until as at');
  const [row] = await knex.select<
    { now: Millis; free: Millis | null; claimed: Millis | null }[]
  >(knex.raw('? as now', [now]), free.as('free'), claimed.as('claimed'));
  const moments = [row.free, row.claimed].filter(at => at !== null);
  return moments.length === 0
    ? null
    : Math.max(0, Math.min(...moments.map(toMillis)) - toMillis(row.now));
}
