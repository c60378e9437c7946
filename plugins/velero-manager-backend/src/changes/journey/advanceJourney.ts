import type {
  ChangeState,
  ScheduleFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { hasAccepted, journeyGoal } from '../../acceptance';
import type {
  ChangeProgress,
  ChangeRecord,
  ChangeSightings,
  ExpectedObject,
  ExpectedSchedule,
} from '../../store/changeTypes';
import type { PullRequestStanding } from '../host';
import { isLocalRun } from './isLocalRun';

/** What was seen of a change: at the Git host, and in the clusters. @internal */
export interface JourneyObservations {
  /** `unchanged` since the last time, or not asked for. */
  pull: PullRequestStanding | 'unchanged';
  sightings: ChangeSightings;
}

type Moments = Omit<
  ChangeProgress,
  'state' | 'approvalsGiven' | 'etag' | 'dueInMs'
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
  const { pull, sightings } = observations;
  const atHost = followPull(change, pull, now);
  const moments = followCluster(
    change,
    { ...atHost.moments },
    {
      sightings,
      now,
    },
  );
  return {
    ...moments,
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

function followCluster(
  change: ChangeRecord,
  moments: Moments,
  seen: { sightings: ChangeSightings; now: Date },
): Moments {
  const { sightings, now } = seen;
  const goal = journeyGoal(change);
  if (moments.mergedAt === null || goal === 'merged') {
    return moments;
  }
  const pairs = change.schedules.map(expected => ({
    expected,
    schedule: sightings.schedules.find(fact => holds(fact, expected, change)),
  }));
  const isApplied =
    pairs.every(({ schedule }) => schedule) &&
    change.objects.every(expected => isAsWritten(expected, sightings));
  const appliedAt = moments.appliedAt ?? (isApplied ? now : null);
  if (goal === 'applied') {
    return { ...moments, appliedAt };
  }
  const since = { mergedAt: moments.mergedAt, appliedAt: appliedAt ?? now };
  const isAccepted =
    isApplied &&
    pairs.every(({ schedule }) => schedule?.phase === 'Enabled') &&
    sightings.objects.every(object => hasAccepted(object, since));
  const acceptedAt = moments.acceptedAt ?? (isAccepted ? now : null);
  const running = pairs.filter(({ expected }) => !expected.paused);
  const ranWell =
    isAccepted &&
    running.length > 0 &&
    running.every(
      ({ schedule }) => schedule && hasGoodRun(schedule, sightings, since),
    );
  return {
    ...moments,
    appliedAt,
    acceptedAt,
    firstRunGoodAt: moments.firstRunGoodAt ?? (ranWell ? now : null),
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

/** Whether the cluster holds a schedule as this change wrote it. */
function holds(
  fact: ScheduleFact,
  expected: ExpectedSchedule,
  { identity }: ChangeRecord,
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

/**
 * Whether a backup of a schedule, made here and since the change took effect,
 * is complete. A schedule that the change added may have run before it was
 * seen; one that was there before ran as it was until then.
 */
function hasGoodRun(
  schedule: ScheduleFact,
  { goodRuns }: ChangeSightings,
  { mergedAt, appliedAt }: { mergedAt: Date; appliedAt: Date },
): boolean {
  const isNew = Date.parse(schedule.createdAt) >= mergedAt.getTime();
  const since = isNew ? mergedAt : appliedAt;
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
