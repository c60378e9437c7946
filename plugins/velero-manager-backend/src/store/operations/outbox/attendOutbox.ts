import type { Knex } from 'knex';
import { nowMillis, toMillis } from '../../dialect';
import type { DbOutboxConsumerRow, Millis } from '../../tables';

/**
 * Notes in one statement that a consumer is at work, and has it keep quiet
 * when it is new or nobody was at work for a while.
 *
 * @returns until when it is to keep quiet
 * @internal
 */
export async function attendOutbox(options: {
  knex: Knex;
  consumer: string;
  absentAfterMs: number;
  quietMs: number;
}): Promise<{ quietUntil: Date }> {
  const { knex, consumer, absentAfterMs, quietMs } = options;
  const now = nowMillis(knex);
  const [row] = await knex<DbOutboxConsumerRow>('outbox_consumers')
    .insert({
      name: consumer,
      seen_at: now,
      quiet_until: knex.raw('? + ?', [now, quietMs]),
    } as never)
    .onConflict('name')
    .merge({
      seen_at: now,
      quiet_until: knex.raw(
        'case when outbox_consumers.seen_at < ? - ? then ? + ? else outbox_consumers.quiet_until end',
        [now, absentAfterMs, now, quietMs],
      ),
    } as never)
    .returning<{ quiet_until: Millis }[]>('quiet_until');
  return { quietUntil: new Date(toMillis(row.quiet_until)) };
}

/** Forgets a consumer and what was kept for it; call it in a transaction. @internal */
export async function dismissFromOutbox(options: {
  knex: Knex;
  consumer: string;
}): Promise<void> {
  const { knex, consumer } = options;
  await knex('outbox_consumers').where({ name: consumer }).delete();
  await knex('outbox').where({ consumer }).delete();
}
