import {
  type Change,
  type ChangeCluster,
  describeInstant,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { journeyGoal } from '../acceptance';
import type {
  ChangeRecord,
  ClusterLag,
  ClusterProgress,
} from '../store/changeTypes';
import { isDoneIn } from './journey';

/** A change as the API writes it. @internal */
export function toApiChange(
  change: ChangeRecord,
  unfollowed: Change['unfollowed'],
): Change {
  return {
    id: change.id,
    title: change.title,
    url: change.url,
    number: change.number,
    repository: change.repository,
    branch: change.branch,
    state: change.state,
    goal: journeyGoal(change),
    unfollowed,
    environment: change.environment,
    cluster: change.cluster,
    clusters: change.clusters.map(toApiCluster),
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

function toApiCluster(progress: ClusterProgress): ChangeCluster {
  const { cluster, appliedAt, acceptedAt, firstRunGoodAt, lag } = progress;
  return {
    name: cluster,
    appliedAt: toText(appliedAt),
    acceptedAt: toText(acceptedAt),
    firstRunGoodAt: toText(firstRunGoodAt),
    isDone: isDoneIn(progress),
    lag: lag && {
      reason: lag.reason,
      message: describeLag(lag),
      firstRunDueAt: lag.firstRunDueAt,
    },
  };
}

/** In a sentence, without the cluster's name: that stands beside it. */
function describeLag(lag: ClusterLag): string {
  switch (lag.reason) {
    case 'not_watched':
      return 'The portal does not watch this cluster, so nothing is known of it.';
    case 'silent':
      return lag.lastContactAt === null
        ? 'The cluster has not been in contact yet.'
        : `The cluster is silent; it was last in contact at ${describeInstant(
            lag.lastContactAt,
          )}.`;
    case 'not_applied':
      return 'The cluster does not hold it as it was written.';
    case 'not_accepted':
      return 'It is in the cluster, but Velero has not accepted it.';
    default:
      return describeFirstRun(lag);
  }
}

function describeFirstRun(lag: ClusterLag): string {
  const { reason, firstRunDueAt, firstRunLateAt, runningSince } = lag;
  if (reason === 'first_run_under_way' && runningSince !== null) {
    return `Velero accepted it; its first run is under way since ${describeInstant(
      runningSince,
    )}.`;
  }
  if (firstRunDueAt === null) {
    return 'No backup of it is complete yet.';
  }
  const due = describeInstant(firstRunDueAt);
  if (reason === 'no_good_run') {
    return `No backup of it is complete yet; its first run was due ${due}.`;
  }
  const waits = `Velero accepted it; it waits for its first run, due ${due}`;
  return firstRunLateAt === null
    ? `${waits}.`
    : `${waits} and overdue after ${describeInstant(firstRunLateAt)}.`;
}

function toText(date: Date | null): string | null {
  return date && date.toISOString();
}
