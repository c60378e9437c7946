import type { Knex } from 'knex';
import type { ChangeRecord } from '../../changeTypes';
import { nowMillis, toMillis } from '../../dialect';
import type { DbChangeRow } from '../../changeTables';
import { withClusters } from './changeClusters';

/**
 * Claims changes that are due to be looked at, the longest due first. A claim
 * is the next moment at which the change falls due, so that one that came to
 * nothing lapses by itself; where two replicas want the same, the update of
 * one finds nothing.
 *
 * @internal
 */
export async function claimChanges(options: {
  knex: Knex;
  limit: number;
  holdMs: number;
}): Promise<ChangeRecord[]> {
  const { knex, limit, holdMs } = options;
  const due = await knex<DbChangeRow>('changes')
    .whereNotNull('due_at')
    .where('due_at', '<=', nowMillis(knex))
    .orderBy('due_at')
    .limit(limit)
    .select('id', 'due_at');
  const claimed: DbChangeRow[] = [];
  for (const { id, due_at: dueAt } of due) {
    const [row] = await knex<DbChangeRow>('changes')
      .where({ id, due_at: toMillis(dueAt ?? 0) })
      .update({ due_at: knex.raw('? + ?', [nowMillis(knex), holdMs]) })
      .returning<DbChangeRow[]>('*');
    if (row) {
      claimed.push(row);
    }
  }
  return withClusters(knex, claimed);
}
