import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { isPostgres, nowMillis, toMillis } from '../../dialect';
import { DbSubjectRow, Millis } from '../../tables';
import { DueSubject } from '../../types';

/**
 * Claims subjects that are due, the longest due first, in one statement.
 *
 * @remarks
 * `due_at` stays as it is until the work is completed, so that a claim that
 * lapses leaves the subject due. On PostgreSQL rows that another replica is
 * claiming or marking are skipped instead of waited for.
 *
 * @internal
 */
export async function claimDue(options: {
  knex: Knex;
  limit: number;
  claimMs: number;
}): Promise<DueSubject[]> {
  const { knex, limit, claimMs } = options;
  const ticket = randomUUID();
  const now = nowMillis(knex);
  const rows = await knex<DbSubjectRow>('subjects')
    .withMaterialized('due', selectDue(knex, limit))
    .whereIn('id', knex('due').select('id'))
    .update({
      ticket,
      claimed_until: knex.raw('? + ?', [now, claimMs]),
      marked: false,
    })
    .returning<(DbSubjectRow & { now: Millis })[]>([
      'id',
      'type',
      'ref',
      'due_at',
      knex.raw('? as now', [now]),
    ]);
  return rows
    .map(row => toDueSubject(row, ticket))
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
}

/** The ids of what may be claimed now. @internal */
export function selectDue(knex: Knex, limit: number): Knex.QueryBuilder {
  const now = nowMillis(knex);
  return knex<DbSubjectRow>('subjects')
    .where('due_at', '<=', now)
    .andWhere(unclaimed =>
      unclaimed.whereNull('claimed_until').orWhere('claimed_until', '<=', now),
    )
    .orderBy('due_at')
    .limit(limit)
    .select('id')
    .modify(query => {
      if (isPostgres(knex)) {
        query.forUpdate().skipLocked();
      }
    });
}

function toDueSubject(
  row: DbSubjectRow & { now: Millis },
  ticket: string,
): DueSubject {
  const now = toMillis(row.now);
  const dueAt = row.due_at === null ? now : toMillis(row.due_at);
  return {
    type: row.type,
    ref: row.ref,
    id: row.id,
    dueAt: new Date(dueAt),
    now: new Date(Math.max(now, dueAt)),
    ticket,
  };
}
