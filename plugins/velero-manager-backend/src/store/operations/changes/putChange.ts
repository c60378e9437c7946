import type { Knex } from 'knex';
import type { ChangeRecord, NewChange } from '../../changeTypes';
import { nowMillis } from '../../dialect';
import type { DbChangeRow } from '../../tables';
import { toStorableText } from '../../toStorableText';
import { toChangeRecord } from './changeRow';

/**
 * Writes a change that stands at the host, due to be looked at; call it in a
 * transaction. One that is known keeps its moments, but for an approval: that
 * was of another commit. Whoever asked before is remembered too.
 *
 * @internal
 */
export async function putChange(options: {
  knex: Knex;
  change: NewChange;
}): Promise<ChangeRecord> {
  const { knex, change } = options;
  const known = await knex<DbChangeRow>('changes')
    .where({ repository: change.repository, number: change.number })
    .forUpdate()
    .first();
  const before: string[] = known ? JSON.parse(known.requester_logins) : [];
  const asked = {
    title: toStorableText(change.title),
    intent: toStorableText(JSON.stringify(change.intent)),
    requester: toStorableText(change.requester),
    requester_logins: JSON.stringify([
      ...new Set([...before, ...change.requesterLogins]),
    ]),
    plan_hash: change.planHash,
    schedules: JSON.stringify(change.schedules),
    approvals_required: change.approvalsRequired,
    etag: null,
    due_at: nowMillis(knex),
  };
  const [row] = known
    ? await knex<DbChangeRow>('changes')
        .where({ id: known.id })
        .update({
          ...asked,
          ...(known.plan_hash !== change.planHash && {
            approvals_given: 0,
            approved_at: null,
            ...(known.state === 'approved' && { state: 'proposed' }),
          }),
        })
        .returning<DbChangeRow[]>('*')
    : await knex<DbChangeRow>('changes')
        .insert({
          ...asked,
          id: change.id,
          identity: change.identity,
          repository: change.repository,
          branch: change.branch,
          number: change.number,
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
  return toChangeRecord(row);
}
