import type { Knex } from 'knex';
import type { ChangeRecord, NewChange } from '../../changeTypes';
import { nowMillis } from '../../dialect';
import type { DbChangeRow } from '../../changeTables';
import { toStorableText } from '../../toStorableText';
import { putClustersOfChange, withClusters } from './changeClusters';

/**
 * Writes a change that stands at the host, due to be looked at; call it in a
 * transaction. One that is known keeps its moments, but for an approval: that
 * was of another commit. One whose pull request was closed, and whose commits
 * were proposed again, begins its journey anew. Whoever asked before is
 * remembered too.
 *
 * @internal
 */
export async function putChange(options: {
  knex: Knex;
  change: NewChange;
}): Promise<ChangeRecord> {
  const { knex, change } = options;
  const { repository, number, id } = change;
  const rows = await knex<DbChangeRow>('changes')
    .where({ repository, number })
    .orWhere({ id })
    .forUpdate()
    .select();
  const known = rows.find(row => row.number === number) ?? rows[0];
  const asked = toAskedColumns(knex, change, known);
  const [row] = known
    ? await knex<DbChangeRow>('changes')
        .where({ id: known.id })
        .update({ ...asked, ...toProgressColumns(known, change) })
        .returning<DbChangeRow[]>('*')
    : await knex<DbChangeRow>('changes')
        .insert({
          ...asked,
          id,
          identity: change.identity,
          repository,
          branch: change.branch,
          number,
          url: change.url,
          environment: change.environment,
          cluster: change.cluster,
          approvals_given: 0,
          state: 'proposed',
          proposed_at: nowMillis(knex),
        })
        // Another replica may have proposed the same at this very moment.
        .onConflict(['repository', 'number'])
        .merge(asked)
        .returning<DbChangeRow[]>('*');
  if (known?.plan_hash !== change.planHash) {
    const { clusters } = change;
    await putClustersOfChange({ knex, id: row.id, clusters });
  }
  const [record] = await withClusters(knex, [row]);
  return record;
}

/** What each proposal says anew. */
function toAskedColumns(
  knex: Knex,
  change: NewChange,
  known: DbChangeRow | undefined,
) {
  const before: string[] = known ? JSON.parse(known.requester_logins) : [];
  return {
    title: toStorableText(change.title),
    intent: toStorableText(JSON.stringify(change.intent)),
    requester: toStorableText(change.requester),
    requester_logins: JSON.stringify([
      ...new Set([...before, ...change.requesterLogins]),
    ]),
    plan_hash: change.planHash,
    schedules: JSON.stringify(change.schedules),
    objects: JSON.stringify(change.objects),
    approvals_required: change.approvalsRequired,
    merges_itself: change.mergesItself,
    notes: toStorableText(JSON.stringify(change.notes)),
    etag: null,
    due_at: nowMillis(knex),
  };
}

/** How far a known change still counts as having come. */
function toProgressColumns(
  known: DbChangeRow,
  change: NewChange,
): Partial<DbChangeRow> {
  const unapproved = { approvals_given: 0, approved_at: null };
  if (known.number !== change.number) {
    const { number, url } = change;
    return { ...unapproved, number, url, state: 'proposed', closed_at: null };
  }
  if (known.plan_hash === change.planHash) {
    return {};
  }
  return known.state === 'approved'
    ? { ...unapproved, state: 'proposed' }
    : unapproved;
}
