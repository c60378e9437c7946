import type { Remedy } from '../api/remedy';
import { ClusterFacts, ScheduleFact } from '../facts';
import { ScheduleView } from '../health/ScheduleView';

/**
 * What mends a schedule by itself: one that is paused may run again, one whose
 * text cannot be read is to be corrected. Nobody knows what mends one that
 * Velero refuses for something else.
 *
 * @param reason - that of its verdict as it is shown
 * @internal
 */
export function scheduleRemedy(
  view: ScheduleView,
  cluster: ClusterFacts,
  reason: string,
): Remedy | null {
  switch (reason) {
    case 'schedule_paused':
      return resumeRemedy(cluster, view.fact);
    case 'schedule_invalid':
      return !view.fact.paused && hasBadCron(view)
        ? correctRemedy(cluster, view.fact)
        : null;
    default:
      return null;
  }
}

/** That a paused schedule runs again. @internal */
export function resumeRemedy(
  cluster: ClusterFacts,
  fact: ScheduleFact,
): Remedy {
  return {
    action: 'resume_schedule',
    intent: 'schedule:pause',
    values: { ...placeOf(cluster), existing: fact.name, paused: false },
  };
}

/** That the text of a schedule is corrected. @internal */
export function correctRemedy(
  cluster: ClusterFacts,
  fact: ScheduleFact,
): Remedy {
  return {
    action: 'correct_schedule',
    intent: 'schedule:save',
    values: asWritten(cluster, fact),
  };
}

/** Whether the text of a schedule cannot be read. @internal */
export function hasBadCron({ fact, slots }: ScheduleView): boolean {
  return slots.problem(new Date(fact.createdAt)) !== null;
}

/** That Velero is brought into a cluster. @internal */
export function onboardRemedy(cluster: ClusterFacts): Remedy {
  return {
    action: 'onboard_cluster',
    intent: 'cluster:onboard',
    values: placeOf(cluster),
  };
}

/**
 * A schedule as its edit asks for it. What an edit keeps when it is not named
 * is left out, so that nothing but the fix is proposed; lists are named,
 * because a form takes an empty one for a wish.
 */
function asWritten(
  cluster: ClusterFacts,
  { name, cron, scope }: ScheduleFact,
): Remedy['values'] {
  const { includedNamespaces, excludedNamespaces, ttlSeconds } = scope;
  const retention = retentionOf(ttlSeconds);
  return {
    ...placeOf(cluster),
    existing: name,
    cron,
    includedNamespaces: includedNamespaces.length ? includedNamespaces : ['*'],
    ...(excludedNamespaces.length ? { excludedNamespaces } : {}),
    ...(retention === null ? {} : { retention }),
  };
}

function placeOf({ name, environment }: ClusterFacts): Remedy['values'] {
  return environment === null
    ? { cluster: name }
    : { environment, cluster: name };
}

/** A retention as forms write it, or `null` where it is no number of hours. */
function retentionOf(seconds: number | null): string | null {
  if (!seconds) return null;
  const hours = seconds / 3_600;
  if (!Number.isInteger(hours)) return null;
  return hours % 24 === 0 ? `${hours / 24}d` : `${hours}h`;
}
