import { ApiSchedule } from '../api/entityReport';
import { ScheduleAssessment } from '../health';
import { hasEnded, isUnderWay } from '../health/runPhase';
import { ScheduleView } from '../health/ScheduleView';
import { PastRun } from '../history/pastRun';
import { successRates } from '../numbers/successRate';
import { layOver } from './rollUp';
import { scheduleRuns } from './scheduleRuns';
import { Freshness } from './subjects';
import { toApiVerdict } from './wire';

const NEXT_RUNS = 5;
const ZONE_PREFIX = /^\s*(?:CRON_)?TZ=(\S+)/;

/**
 * A schedule as reports show it.
 *
 * @internal
 */
export function scheduleReport(
  assessment: ScheduleAssessment,
  options: {
    view: ScheduleView;
    past: readonly PastRun[];
    freshness: Freshness;
  },
): ApiSchedule {
  const { fact, cluster, id } = assessment;
  const { view, past, freshness } = options;
  const { now } = freshness;
  return {
    id,
    cluster,
    namespace: fact.namespace,
    name: fact.name,
    cron: fact.cron,
    zone: ZONE_PREFIX.exec(fact.cron)?.[1] ?? null,
    paused: fact.paused,
    protection: toApiVerdict(layOver(assessment.verdict, cluster, freshness)),
    storageLocation: view.locationName,
    ttlSeconds: fact.scope.ttlSeconds,
    nextRuns: upcomingRuns(view, now).map(run => run.toISOString()),
    lastRun: lastRun(view, now),
    lastGoodAt: assessment.lastGood?.at ?? null,
    success: successRates(view, { now, past }),
  };
}

/**
 * The next runs of an enabled schedule; one that goes by interval counts from
 * its last run.
 *
 * @internal
 */
export function upcomingRuns(view: ScheduleView, now: Date): Date[] {
  if (view.standing !== 'enabled') return [];
  if (!view.slots.goesByInterval) {
    return view.slots.upcoming(now, NEXT_RUNS);
  }
  const { lastBackupAt, createdAt } = view.fact;
  const base = new Date(lastBackupAt ?? createdAt);
  return view.slots.upcoming(base, NEXT_RUNS).filter(run => run > now);
}

function lastRun(view: ScheduleView, now: Date): ApiSchedule['lastRun'] {
  const newest = view.runs.find(run => isUnderWay(run) || hasEnded(run));
  if (!newest) return null;
  const strip = scheduleRuns(view, { now, limit: view.runs.length + 1 });
  return strip.find(run => run.backup === newest.name) ?? null;
}
