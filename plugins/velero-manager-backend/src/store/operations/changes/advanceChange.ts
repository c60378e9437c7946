import type { Knex } from 'knex';
import type { ChangeProgress, ChangeRecord } from '../../changeTypes';
import { nowMillis } from '../../dialect';
import type { DbChangeRow } from '../../changeTables';
import { advanceClusters } from './changeClusters';

/**
 * Writes what became of a claimed change, unless another plan was proposed
 * meanwhile; call it in a transaction. One that was marked due meanwhile stays due.
 *
 * @internal
 */
export async function advanceChange(options: {
  knex: Knex;
  change: ChangeRecord;
  progress: ChangeProgress;
}): Promise<void> {
  const { knex, change, progress } = options;
  const isStill = await knex<DbChangeRow>('changes')
    .where({ id: change.id, plan_hash: change.planHash })
    .update({
      state: progress.state,
      approvals_given: progress.approvalsGiven,
      approved_at: toMoment(progress.approvedAt),
      merged_at: toMoment(progress.mergedAt),
      applied_at: toMoment(progress.appliedAt),
      accepted_at: toMoment(progress.acceptedAt),
      first_run_good_at: toMoment(progress.firstRunGoodAt),
      closed_at: toMoment(progress.closedAt),
      etag: progress.etag,
      due_at: knex.raw('case when due_at = ? then ? else due_at end', [
        change.dueAt ?? 0,
        nextDue(knex, progress.dueInMs),
      ]),
    });
  if (isStill > 0) {
    const { id, clusters: before } = change;
    await advanceClusters({ knex, id, before, after: progress.clusters });
  }
}

function nextDue(knex: Knex, dueInMs: number | null): Knex.Raw {
  return dueInMs === null
    ? knex.raw('null')
    : knex.raw('? + ?', [nowMillis(knex), dueInMs]);
}

function toMoment(date: Date | null): number | null {
  return date && date.getTime();
}
