import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { isPostgres, nowMillis, toMillis } from '../../dialect';
import type { OutboxItem } from '../../outboxTypes';
import type { DbOutboxRow, Millis } from '../../tables';
import { loadOutboxItems } from './loadOutboxItems';

/** A row as it was claimed, with the database's clock. @internal */
export type ClaimedOutboxRow = DbOutboxRow & { now: Millis };

/**
 * Claims what is due for a consumer, the longest due first, and reads how it
 * stands: a handful of statements for all.
 *
 * @internal
 */
export async function claimOutbox(options: {
  knex: Knex;
  consumer: string;
  limit: number;
  claimMs: number;
  silentAfterMs: number;
}): Promise<OutboxItem[]> {
  const { knex, consumer, limit, claimMs, silentAfterMs } = options;
  const now = nowMillis(knex);
  const rows = await knex<DbOutboxRow>('outbox')
    .withMaterialized('due', selectDue({ knex, consumer, limit }))
    .where({ consumer })
    .whereIn(['subject_id', 'aspect'], knex('due').select())
    .update({
      ticket: randomUUID(),
      claimed_until: knex.raw('? + ?', [now, claimMs]),
    })
    .returning<ClaimedOutboxRow[]>(['*', knex.raw('? as now', [now])] as never);
  rows.sort((a, b) => toMillis(a.due_at ?? 0) - toMillis(b.due_at ?? 0));
  const items = await loadOutboxItems({ knex, rows, silentAfterMs });
  const found = new Set(items.map(keyOf));
  for (const row of rows) {
    const subjectId = row.subject_id;
    if (!found.has(keyOf({ subjectId, aspect: row.aspect }))) {
      await dropFromDue(knex, row);
    }
  }
  return items;
}

function keyOf(item: Pick<OutboxItem, 'subjectId' | 'aspect'>): string {
  return `${item.subjectId} ${item.aspect}`;
}

/** Its transition is older than history is kept: there is nothing left to tell. */
async function dropFromDue(knex: Knex, row: ClaimedOutboxRow): Promise<void> {
  const { subject_id, aspect, consumer, ticket } = row;
  await knex<DbOutboxRow>('outbox')
    .where({ subject_id, aspect, consumer, ticket })
    .update({ due_at: null, ticket: null, claimed_until: null });
}

function selectDue(options: {
  knex: Knex;
  consumer: string;
  limit: number;
}): Knex.QueryBuilder {
  const { knex, consumer, limit } = options;
  const now = nowMillis(knex);
  return knex<DbOutboxRow>('outbox')
    .where({ consumer })
    .where('due_at', '<=', now)
    .andWhere(unclaimed =>
      unclaimed.whereNull('claimed_until').orWhere('claimed_until', '<=', now),
    )
    .orderBy('due_at')
    .limit(limit)
    .select('subject_id', 'aspect')
    .modify(query => {
      if (isPostgres(knex)) {
        query.forUpdate().skipLocked();
      }
    });
}
