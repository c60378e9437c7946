import type { ClusterLagReason } from '@velero-manager/backstage-plugin-velero-manager-common';
import { journeyGoal } from '../../acceptance';
import type {
  ChangeRecord,
  ChangeSightings,
  ClusterLag,
  ClusterProgress,
} from '../../store/changeTypes';
import { advanceInCluster, type ClusterMoments } from './advanceInCluster';
import { firstRunLag, NO_MOMENTS } from './firstRunLag';

/** What is known of one of the clusters of a change. @internal */
export interface ClusterSightings extends ChangeSightings {
  /** `not_watched` where the portal knows no such cluster. */
  contact: 'connected' | 'silent' | 'not_watched';
  /** RFC 3339 UTC. */
  lastContactAt: string | null;
}

/** The steps that are made in clusters, in their order. */
const STEPS = ['applied', 'accepted', 'first_run_good'] as const;
type Step = (typeof STEPS)[number];

const MOMENT = {
  applied: 'appliedAt',
  accepted: 'acceptedAt',
  first_run_good: 'firstRunGoodAt',
} as const satisfies Record<Step, keyof ClusterMoments>;

const NOT_YET = {
  applied: 'not_applied',
  accepted: 'not_accepted',
} as const satisfies Partial<Record<Step, ClusterLagReason>>;

/**
 * Takes a merged change on in each of its clusters. Nothing is concluded of a
 * cluster that is silent or not watched: it stays where it was last seen.
 *
 * @internal
 */
export function advanceInClusters(
  change: ChangeRecord,
  seen: { clusters: ReadonlyMap<string, ClusterSightings>; now: Date },
): ClusterProgress[] {
  const { mergedAt } = change;
  if (mergedAt === null) {
    return change.clusters;
  }
  return change.clusters.map(before => {
    if (isDoneIn(before)) {
      return { ...before, lag: null };
    }
    const sightings = seen.clusters.get(before.cluster);
    if (sightings?.contact !== 'connected') {
      return { ...before, lag: outOfSight(sightings) };
    }
    const moments = advanceInCluster(
      { ...before, mergedAt, goal: journeyGoal(before) },
      { sightings, now: seen.now },
    );
    const after = { ...before, ...moments };
    return {
      ...after,
      lag: lagOf({ ...after, mergedAt }, seen.now, sightings),
    };
  });
}

/**
 * The moments of a change by those in its clusters: a step is made once all clusters
 * made it that are to make it, and the others came to their goal.
 *
 * @internal
 */
export function joinMoments(
  before: ClusterMoments,
  clusters: readonly ClusterProgress[],
  now: Date,
): ClusterMoments {
  const momentOf = (step: Step) =>
    before[MOMENT[step]] ??
    (clusters.some(one => stepsOf(one).includes(step)) &&
    clusters.every(one => hasMade(one, step))
      ? now
      : null);
  return {
    appliedAt: momentOf('applied'),
    acceptedAt: momentOf('accepted'),
    firstRunGoodAt: momentOf('first_run_good'),
  };
}

/** Whether a change was seen to have come to its goal in a cluster. @internal */
export function isDoneIn(progress: ClusterProgress): boolean {
  return stepsOf(progress).every(step => hasMade(progress, step));
}

/** The steps that a change comes to in a cluster. */
function stepsOf(progress: ClusterProgress): readonly Step[] {
  const goal = journeyGoal(progress);
  return STEPS.slice(0, STEPS.findIndex(step => step === goal) + 1);
}

function hasMade(progress: ClusterProgress, step: Step): boolean {
  const steps = stepsOf(progress);
  const last = steps.includes(step) ? step : steps.at(-1);
  return last === undefined || progress[MOMENT[last]] !== null;
}

function lagOf(
  progress: ClusterProgress & { mergedAt: Date },
  now: Date,
  sightings: ChangeSightings,
): ClusterLag | null {
  const next = stepsOf(progress).find(step => !hasMade(progress, step));
  if (next === undefined) return null;
  return next === 'first_run_good'
    ? firstRunLag(progress, { sightings, now })
    : { ...NO_MOMENTS, reason: NOT_YET[next] };
}

function outOfSight(sightings: ClusterSightings | undefined): ClusterLag {
  return sightings?.contact === 'silent'
    ? {
        ...NO_MOMENTS,
        reason: 'silent',
        lastContactAt: sightings.lastContactAt,
      }
    : { ...NO_MOMENTS, reason: 'not_watched' };
}
