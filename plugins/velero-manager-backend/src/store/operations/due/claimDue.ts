import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { isPostgres, nowMillis, toMillis } from '../../dialect';
import { DbSubjectRow, Millis } from '../../tables';
import { DueSubject } from '../../types';

/** So many of the longest due bring what is due of their clusters along. */
const LEADERS = 5;

type ClaimedRow = DbSubjectRow & { now: Millis; turn: Millis };

/**
 * Claims subjects that are due in one statement: the longest due ones, each
 * with its cluster and what else is due of that, and then others. Those of one
 * cluster share most of their facts, so that judging them together costs far
 * less; they come one after the other.
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
    .withMaterialized('homes', selectHomes(knex))
    .withMaterialized('members', selectMembers(knex))
    .withMaterialized('neighbours', selectNeighbours(knex, limit))
    .withMaterialized('longest', selectLongest(knex, limit))
    .withMaterialized('chosen', selectChosen(knex, limit))
    .whereIn('id', knex('chosen').select('id'))
    .update({
      ticket,
      claimed_until: knex.raw('? + ?', [now, claimMs]),
      marked: false,
    })
    .returning<ClaimedRow[]>([
      'id',
      'type',
      'ref',
      'due_at',
      knex.raw('? as now', [now]),
      knex.raw(
        '(select chosen.turn from chosen where chosen.id = subjects.id) as turn',
      ),
    ]);
  return rows
    .map(row => ({ turn: toMillis(row.turn), due: toDueSubject(row, ticket) }))
    .sort(
      (a, b) =>
        a.turn - b.turn || a.due.dueAt.getTime() - b.due.dueAt.getTime(),
    )
    .map(({ due }) => due);
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

/** The clusters of the longest due, and since when the first of each is. */
function selectHomes(knex: Knex): Knex.QueryBuilder {
  const leaders = selectDue(knex)
    .limit(LEADERS)
    .select('type', 'ref', 'due_at')
    .as('leaders');
  return knex
    .from(leaders)
    .leftJoin('entity_claims', on =>
      on
        .on('entity_claims.entity_ref', 'leaders.ref')
        .andOnVal('leaders.type', 'entity')
        .andOnVal('entity_claims.cluster', '<>', ''),
    )
    .groupBy('leaders.type', 'leaders.ref')
    .select(
      knex.raw(
        "case leaders.type when 'cluster' then leaders.ref else min(entity_claims.cluster) end as cluster",
      ),
      knex.raw('min(leaders.due_at) as since'),
    );
}

/** Those clusters themselves and who claims something in them. */
function selectMembers(knex: Knex): Knex.QueryBuilder {
  return knex
    .from(
      knex('homes')
        .select(knex.raw("'cluster' as type"), 'cluster as ref', 'since')
        .unionAll(
          knex('homes')
            .join('entity_claims', 'entity_claims.cluster', 'homes.cluster')
            .select(knex.raw("'entity'"), 'entity_claims.entity_ref', 'since'),
        )
        .as('all_members'),
    )
    .groupBy('type', 'ref')
    .select('type', 'ref')
    .min('since as since');
}

/** What is due of them, cluster by cluster. */
function selectNeighbours(knex: Knex, limit: number): Knex.QueryBuilder {
  return (
    selectDue(knex)
      .clear('order')
      .join('members', on =>
        on
          .on('members.type', 'subjects.type')
          .andOn('members.ref', 'subjects.ref'),
      )
      // No column, so that the due ones of all clusters are not walked for it.
      .orderByRaw('since, due_at + 0')
      .modify(take, { knex, limit })
      .select('subjects.id', 'due_at', 'since as turn')
  );
}

/** The longest due of all, behind those of the clusters that come first. */
function selectLongest(knex: Knex, limit: number): Knex.QueryBuilder {
  return selectDue(knex)
    .modify(take, { knex, limit })
    .select(
      'id',
      'due_at',
      knex.raw('cast(? as bigint) as turn', [Number.MAX_SAFE_INTEGER]),
    );
}

/** Keeps rows from other replicas until they are claimed. */
function take(
  query: Knex.QueryBuilder,
  { knex, limit }: { knex: Knex; limit: number },
): void {
  query.limit(limit);
  if (isPostgres(knex)) {
    query.forUpdate('subjects').skipLocked();
  }
}

/** Each once. */
function selectChosen(knex: Knex, limit: number): Knex.QueryBuilder {
  return knex
    .from(
      knex('neighbours')
        .select('id', 'due_at', 'turn')
        .unionAll(knex('longest').select('id', 'due_at', 'turn'))
        .as('candidates'),
    )
    .groupBy('id')
    .orderByRaw('min(turn), min(due_at)')
    .limit(limit)
    .select('id')
    .min('turn as turn');
}

function toDueSubject(row: ClaimedRow, ticket: string): DueSubject {
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
