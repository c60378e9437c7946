import type {
  ChangeState,
  ScheduleFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { hasAccepted } from '../../acceptance';
import type {
  ChangeSightings,
  ExpectedInCluster,
  ExpectedObject,
  ExpectedSchedule,
  JourneyMoments,
} from '../../store/changeTypes';
import { isLocalRun } from './isLocalRun';

/** When a change was first seen to be so far in a cluster. @internal */
export type ClusterMoments = Pick<
  JourneyMoments,
  'appliedAt' | 'acceptedAt' | 'firstRunGoodAt'
>;

/**
 * Takes a merged change as far as what one cluster shows proves; what has
 * happened there stays so.
 *
 * @param change.goal - where its journey ends
 * @internal
 */
export function advanceInCluster(
  change: Pick<ExpectedInCluster, 'identity' | 'schedules' | 'objects'> &
    ClusterMoments & { mergedAt: Date; goal: ChangeState },
  seen: { sightings: ChangeSightings; now: Date },
): ClusterMoments {
  const { sightings, now } = seen;
  const { mergedAt, goal } = change;
  const pairs = change.schedules.map(expected => ({
    expected,
    schedule: sightings.schedules.find(fact => holds(fact, expected, change)),
  }));
  const isApplied =
    pairs.every(({ schedule }) => schedule) &&
    change.objects.every(expected => isAsWritten(expected, sightings));
  const appliedAt = change.appliedAt ?? (isApplied ? now : null);
  if (goal === 'applied') {
    const { acceptedAt, firstRunGoodAt } = change;
    return { appliedAt, acceptedAt, firstRunGoodAt };
  }
  const since = { mergedAt, appliedAt: appliedAt ?? now };
  const isAccepted =
    isApplied &&
    pairs.every(({ schedule }) => schedule?.phase === 'Enabled') &&
    sightings.objects.every(object => hasAccepted(object, since));
  const running = pairs.filter(({ expected }) => !expected.paused);
  const ranWell =
    isAccepted &&
    running.length > 0 &&
    running.every(
      ({ schedule }) => schedule && hasGoodRun(schedule, sightings, since),
    );
  return {
    appliedAt,
    acceptedAt: change.acceptedAt ?? (isAccepted ? now : null),
    firstRunGoodAt: change.firstRunGoodAt ?? (ranWell ? now : null),
  };
}

/** Whether some cluster holds an object as this change wrote it, or none that it took away. */
function isAsWritten(
  { kind, namespace, name, specHash }: ExpectedObject,
  { objects, knownKinds }: ChangeSightings,
): boolean {
  const seen = objects.filter(
    object =>
      object.kind === kind &&
      object.fact.namespace === namespace &&
      object.fact.name === name,
  );
  return specHash === null
    ? knownKinds.includes(kind) && seen.length === 0
    : seen.some(({ fact }) => fact.specHash === specHash);
}

/**
 * Since when a run of a schedule is one of this change. A schedule that the
 * change added may have run before it was seen; one that was there before ran
 * as it was until then.
 *
 * @internal
 */
export function countsSince(
  schedule: ScheduleFact,
  { mergedAt, appliedAt }: { mergedAt: Date; appliedAt: Date },
): Date {
  const isNew = Date.parse(schedule.createdAt) >= mergedAt.getTime();
  return isNew ? mergedAt : appliedAt;
}

/** Whether the cluster holds a schedule as this change wrote it. */
function holds(
  fact: ScheduleFact,
  expected: ExpectedSchedule,
  { identity }: Pick<ExpectedInCluster, 'identity'>,
): boolean {
  return (
    fact.namespace === expected.namespace &&
    fact.name === expected.name &&
    fact.change === identity &&
    fact.deletedAt === null &&
    fact.cron === expected.cron &&
    fact.paused === expected.paused &&
    JSON.stringify(fact.scope) === JSON.stringify(expected.scope)
  );
}

/** Whether a backup of a schedule, made here and since the change took effect, is complete. */
function hasGoodRun(
  schedule: ScheduleFact,
  { goodRuns }: ChangeSightings,
  moments: { mergedAt: Date; appliedAt: Date },
): boolean {
  const since = countsSince(schedule, moments);
  return goodRuns.some(
    run =>
      run.namespace === schedule.namespace &&
      run.schedule === schedule.name &&
      run.phase === 'Completed' &&
      run.deletedAt === null &&
      run.startedAt !== null &&
      Date.parse(run.startedAt) >= since.getTime() &&
      isLocalRun(run),
  );
}
