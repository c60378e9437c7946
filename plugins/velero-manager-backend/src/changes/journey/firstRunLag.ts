import {
  type BackupFact,
  type FirstRun,
  judgeFirstRun,
  type ScheduleFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type {
  ChangeSightings,
  ClusterLag,
  ClusterProgress,
} from '../../store/changeTypes';
import { countsSince } from './advanceInCluster';
import { isLocalRun } from './isLocalRun';

/** Of a lag that no moment explains. @internal */
export const NO_MOMENTS = {
  lastContactAt: null,
  firstRunDueAt: null,
  firstRunLateAt: null,
  runningSince: null,
};

/** The worst of several first in what is told. */
const ORDER = ['overdue', 'under_way', 'awaited'] as const;

/**
 * Why a change that Velero accepted in a cluster has no good run there: it waits
 * for the first, that is under way, or it should have been there by now.
 *
 * @internal
 */
export function firstRunLag(
  progress: ClusterProgress & { mergedAt: Date },
  { sightings, now }: { sightings: ChangeSightings; now: Date },
): ClusterLag {
  const runs = progress.schedules
    .filter(({ paused }) => !paused)
    .flatMap(
      expected =>
        sightings.schedules.find(
          ({ namespace, name }) =>
            namespace === expected.namespace && name === expected.name,
        ) ?? [],
    )
    .map(schedule => firstRunOf(schedule, progress, { sightings, now }));
  const [worst] = runs.sort(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state),
  );
  return toLag(worst ?? { state: 'overdue', dueAt: null });
}

function firstRunOf(
  schedule: ScheduleFact,
  { mergedAt, appliedAt }: ClusterProgress & { mergedAt: Date },
  { sightings, now }: { sightings: ChangeSightings; now: Date },
): FirstRun {
  const counts = countsSince(schedule, {
    mergedAt,
    appliedAt: appliedAt ?? now,
  });
  const createdAt = new Date(schedule.createdAt);
  return judgeFirstRun(schedule, {
    since: createdAt > counts ? createdAt : counts,
    runs: sightings.newestRuns.filter(run => isRunOf(run, schedule, counts)),
    server:
      sightings.servers.find(
        ({ namespace }) => namespace === schedule.namespace,
      ) ?? null,
    now,
  });
}

/** Whether it was made here, of the schedule as the change left it; it may not have begun. */
function isRunOf(run: BackupFact, schedule: ScheduleFact, since: Date) {
  return (
    run.namespace === schedule.namespace &&
    run.schedule === schedule.name &&
    Date.parse(run.createdAt) >= since.getTime() &&
    (run.startedAt === null || isLocalRun(run))
  );
}

function toLag(first: FirstRun): ClusterLag {
  switch (first.state) {
    case 'awaited':
      return {
        ...NO_MOMENTS,
        reason: 'first_run_pending',
        firstRunDueAt: first.dueAt.toISOString(),
        firstRunLateAt: first.lateAt.toISOString(),
      };
    case 'under_way':
      return {
        ...NO_MOMENTS,
        reason: 'first_run_under_way',
        runningSince: first.since.toISOString(),
      };
    default:
      return {
        ...NO_MOMENTS,
        reason: 'no_good_run',
        firstRunDueAt: first.dueAt?.toISOString() ?? null,
      };
  }
}
