import { toDate, toMillis } from '../../dialect';
import type { DbChangeRow } from '../../changeTables';
import type { ChangeRecord, ClusterProgress } from '../../changeTypes';

/** The change that a row holds, with its clusters where it leaves schedules. @internal */
export function toChangeRecord(
  row: DbChangeRow,
  clusters: ClusterProgress[],
): ChangeRecord {
  return {
    id: row.id,
    identity: row.identity,
    repository: row.repository,
    branch: row.branch,
    number: row.number,
    url: row.url,
    title: row.title,
    intent: JSON.parse(row.intent),
    requester: row.requester,
    requesterLogins: JSON.parse(row.requester_logins),
    environment: row.environment,
    cluster: row.cluster,
    planHash: row.plan_hash,
    schedules: JSON.parse(row.schedules),
    objects: JSON.parse(row.objects),
    clusters,
    approvalsRequired: row.approvals_required,
    mergesItself: Boolean(row.merges_itself),
    notes: JSON.parse(row.notes),
    approvalsGiven: row.approvals_given,
    state: row.state,
    proposedAt: new Date(toMillis(row.proposed_at)),
    approvedAt: toDate(row.approved_at),
    mergedAt: toDate(row.merged_at),
    appliedAt: toDate(row.applied_at),
    acceptedAt: toDate(row.accepted_at),
    firstRunGoodAt: toDate(row.first_run_good_at),
    closedAt: toDate(row.closed_at),
    etag: row.etag,
    dueAt: row.due_at === null ? null : toMillis(row.due_at),
  };
}
