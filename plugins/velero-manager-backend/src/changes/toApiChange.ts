import type { Change } from '@velero-manager/backstage-plugin-velero-manager-common';
import { journeyGoal } from '../acceptance';
import type { ChangeRecord } from '../store/changeTypes';

/** A change as the API writes it. @internal */
export function toApiChange(change: ChangeRecord): Change {
  return {
    id: change.id,
    title: change.title,
    url: change.url,
    number: change.number,
    repository: change.repository,
    branch: change.branch,
    state: change.state,
    goal: journeyGoal(change),
    environment: change.environment,
    cluster: change.cluster,
    requester: change.requester,
    approvals: {
      given: change.approvalsGiven,
      required: change.approvalsRequired,
    },
    mergesItself: change.mergesItself,
    notes: change.notes,
    planHash: change.planHash,
    intent: change.intent,
    proposedAt: change.proposedAt.toISOString(),
    approvedAt: toText(change.approvedAt),
    mergedAt: toText(change.mergedAt),
    appliedAt: toText(change.appliedAt),
    acceptedAt: toText(change.acceptedAt),
    firstRunGoodAt: toText(change.firstRunGoodAt),
    closedAt: toText(change.closedAt),
  };
}

function toText(date: Date | null): string | null {
  return date && date.toISOString();
}
