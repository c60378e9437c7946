import type { ChangeState } from '@velero-manager/backstage-plugin-velero-manager-common';
import { journeyGoal } from '../../acceptance';
import type {
  ChangeProgress,
  ChangeRecord,
  ChangeSightings,
  ClusterProgress,
} from '../../store/changeTypes';
import type { PullRequestStanding } from '../host';
import { advanceInCluster } from './advanceInCluster';
import {
  advanceInClusters,
  type ClusterSightings,
  joinMoments,
} from './advanceInClusters';

/** What was seen of a change: at the Git host, and in the clusters. @internal */
export interface JourneyObservations {
  /** `unchanged` since the last time, or not asked for. */
  pull: PullRequestStanding | 'unchanged';
  /** Of a change that is not followed by clusters. */
  sightings: ChangeSightings;
  /** Of one that leaves schedules, by name. */
  clusters: ReadonlyMap<string, ClusterSightings>;
}

type Moments = Omit<
  ChangeProgress,
  'state' | 'approvalsGiven' | 'clusters' | 'etag' | 'dueInMs'
>;

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

/** A conditional question to the host, which costs nothing where nothing happened. */
const OPEN_INTERVAL_MS = 30 * SECOND;

/**
 * How often the store is looked at after the merge, by the time since: people
 * watch the first hour; a monthly schedule has its first run a month later.
 */
const MERGED_INTERVALS = [
  { until: HOUR, every: 5 * SECOND },
  { until: 7 * DAY, every: 60 * SECOND },
  { until: 100 * DAY, every: HOUR },
];

/**
 * Takes a change as far on its journey as what was seen proves: proposed →
 * approved → merged → applied → accepted → first run good, and no further than
 * its goal. What has happened in the cluster stays so; an approval is of the
 * newest commit alone, and a closed pull request may be opened again.
 *
 * @internal
 */
export function advanceJourney(
  change: ChangeRecord,
  observations: JourneyObservations,
  now: Date,
): ChangeProgress {
  const { pull } = observations;
  const atHost = followPull(change, pull, now);
  const { moments, clusters } = followClusters(change, atHost.moments, {
    observations,
    now,
  });
  return {
    ...moments,
    clusters,
    approvalsGiven: atHost.approvalsGiven,
    etag: pull === 'unchanged' ? change.etag : pull.etag,
    state: stateOf(moments),
    dueInMs: dueInMs(change, moments, now),
  };
}

function followPull(
  change: ChangeRecord,
  pull: PullRequestStanding | 'unchanged',
  now: Date,
): { moments: Moments; approvalsGiven: number } {
  const { approvedAt, mergedAt, appliedAt, acceptedAt } = change;
  const { firstRunGoodAt, closedAt, approvalsGiven } = change;
  const moments: Moments = {
    approvedAt,
    mergedAt,
    appliedAt,
    acceptedAt,
    firstRunGoodAt,
    closedAt,
  };
  if (pull === 'unchanged') {
    return { moments, approvalsGiven };
  }
  const given = countApprovals(change, pull);
  const isApproved =
    change.approvalsRequired > 0 && given >= change.approvalsRequired;
  // What was approved when it was merged stays approved.
  const approved = isApproved ? approvedAt ?? now : null;
  return {
    approvalsGiven: given,
    moments: {
      ...moments,
      approvedAt: pull.state === 'merged' ? approvedAt ?? approved : approved,
      mergedAt: pull.state === 'merged' ? pull.mergedAt ?? now : mergedAt,
      closedAt: pull.state === 'closed' ? pull.closedAt ?? now : null,
    },
  };
}

/** Nobody approves of what they asked for themselves. */
function countApprovals(
  { requesterLogins }: ChangeRecord,
  { approvers }: PullRequestStanding,
): number {
  const requesters = requesterLogins.map(login => login.toLowerCase());
  return approvers.filter(login => !requesters.includes(login.toLowerCase()))
    .length;
}

function followClusters(
  change: ChangeRecord,
  moments: Moments,
  seen: { observations: JourneyObservations; now: Date },
): { moments: Moments; clusters: ClusterProgress[] } {
  const { clusters } = change;
  const { mergedAt } = moments;
  const goal = journeyGoal(change);
  if (mergedAt === null || goal === 'merged') {
    return { moments, clusters };
  }
  const { observations, now } = seen;
  if (clusters.length === 0) {
    const { sightings } = observations;
    const reached = advanceInCluster(
      { ...change, ...moments, mergedAt, goal },
      { sightings, now },
    );
    return { moments: { ...moments, ...reached }, clusters };
  }
  const advanced = advanceInClusters(
    { ...change, mergedAt },
    { clusters: observations.clusters, now },
  );
  return {
    moments: { ...moments, ...joinMoments(moments, advanced, now) },
    clusters: advanced,
  };
}

function stateOf(moments: Moments): ChangeState {
  const { approvedAt, mergedAt, appliedAt, acceptedAt } = moments;
  if (moments.firstRunGoodAt) return 'first_run_good';
  if (acceptedAt) return 'accepted';
  if (appliedAt) return 'applied';
  if (mergedAt) return 'merged';
  if (moments.closedAt) return 'closed';
  return approvedAt ? 'approved' : 'proposed';
}

function dueInMs(
  change: ChangeRecord,
  moments: Moments,
  now: Date,
): number | null {
  const { mergedAt, closedAt } = moments;
  if (mergedAt === null) {
    return closedAt ? null : OPEN_INTERVAL_MS;
  }
  if (stateOf(moments) === journeyGoal(change)) {
    return null;
  }
  const age = now.getTime() - mergedAt.getTime();
  return MERGED_INTERVALS.find(({ until }) => age < until)?.every ?? null;
}
