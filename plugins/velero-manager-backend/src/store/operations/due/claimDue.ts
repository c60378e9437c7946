import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { isPostgres, nowMillis, toMillis } from '../../dialect';
import { DbSubjectRow, Millis } from '../../tables';
import { DueSubject } from '../../types';

/**
 * Claims subjects that are due in one statement: the longest due, those of its
 * cluster, and then what else is longest due. Services of a cluster share most
 * of their facts, so that judging them together costs far less.
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
    .withMaterialized('neighbours', selectNeighbours(knex, limit))
    .withMaterialized('due', lock(knex, selectDue(knex), limit))
    .withMaterialized('chosen', selectChosen(knex, limit))
    .whereIn('id', knex('chosen').select('id'))
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

/** What may be claimed now. */
function selectDue(knex: Knex): Knex.QueryBuilder {
  const now = nowMillis(knex);
  return knex<DbSubjectRow>('subjects')
    .where('due_at', '<=', now)
    .andWhere(unclaimed =>
      unclaimed.whereNull('claimed_until').orWhere('claimed_until', '<=', now),
    )
    .orderBy('due_at');
}

/** Some of the rows of a query, kept from other replicas until they are claimed. */
function lock(
  knex: Knex,
  query: Knex.QueryBuilder,
  limit: number,
): Knex.QueryBuilder {
  return query
    .limit(limit)
    .select('id', 'due_at')
    .modify(rows => {
      if (isPostgres(knex)) {
        rows.forUpdate().skipLocked();
      }
    });
}

/** Those of the cluster of the longest due, where that names one. */
function selectNeighbours(knex: Knex, limit: number): Knex.QueryBuilder {
  const first = selectDue(knex).limit(1).select('ref');
  const cluster = knex('entity_claims')
    .where('entity_ref', first)
    .andWhere('cluster', '<>', '')
    .orderBy('cluster')
    .limit(1)
    .select('cluster');
  const neighbours = selectDue(knex)
    .clear('order')
    .where('type', 'entity')
    .whereIn(
      'ref',
      knex('entity_claims').where('cluster', cluster).select('entity_ref'),
    )
    // No column, so that the due ones of all clusters are not walked for it.
    .orderByRaw('due_at + 0');
  return lock(knex, neighbours, limit);
}

/** Neighbours first, each once. */
function selectChosen(knex: Knex, limit: number): Knex.QueryBuilder {
  return knex
    .from(
      knex('neighbours')
        .select('id', 'due_at', knex.raw('0 as turn'))
        .unionAll(knex('due').select('id', 'due_at', knex.raw('1 as turn')))
        .as('candidates'),
    )
    .groupBy('id')
    .orderByRaw('min(turn), min(due_at)')
    .limit(limit)
    .select('id');
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
