import { maxGap } from '../cron';
import { refuseCron } from '../intents/fields';
import { leafDirectory, type ClusterPlace } from '../snapshot';
import { quoteValue } from '../words';
import { conflict, type PlanConflict } from './ChangePlan';
import { specOf } from './clusterInGit';
import type { PlanContext } from './finishPlan';
import { findObjects } from './objectFields';
import type { WatchedSchedule } from './objects/alertRules';

const NAME =
  /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/;

/** A whole year from a fixed moment: the days when clocks go back are in it. */
const YEAR = {
  zone: 'UTC',
  after: new Date(Date.UTC(2024, 0, 1)),
  days: 366,
};

/** The schedules of a cluster as far as Git tells. @internal */
export interface WatchedSchedules {
  running: WatchedSchedule[];
  /** Names of those that wait. */
  paused: string[];
}

/**
 * The schedules of a cluster that run, with the interval of each. One that
 * cannot be read is a conflict: nobody would be alerted of it.
 *
 * @internal
 */
export function watchedSchedules(
  { snapshot, settings }: Pick<PlanContext, 'snapshot' | 'settings'>,
  place: ClusterPlace,
): WatchedSchedules | PlanConflict {
  const found = findObjects(
    snapshot.files,
    leafDirectory(place, 'velero-config'),
    {
      apiVersion: 'velero.io/v1',
      kind: 'Schedule',
      namespace: settings.velero.namespace,
    },
  );
  if ('result' in found) return found;
  const running = new Map<string, number>();
  const paused: string[] = [];
  for (const manifest of found.manifests) {
    const { path } = manifest;
    const name = manifest.identity?.name ?? '';
    const spec = specOf(manifest);
    if (!NAME.test(name)) {
      return conflict(
        path,
        `The file '${path}' holds a schedule called ${quoteValue(
          name,
        )}, which is no name that Kubernetes accepts.`,
      );
    }
    if (spec.paused === true) {
      paused.push(name);
      continue;
    }
    const interval = intervalOf(spec.schedule);
    if (typeof interval === 'string') {
      return conflict(
        path,
        `The schedule '${name}' in '${path}' tells no interval: its cron text ${interval}.`,
      );
    }
    running.set(name, interval);
  }
  return {
    running: [...running]
      .map(([name, intervalSeconds]) => ({ name, intervalSeconds }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    paused,
  };
}

/** In seconds; or why there is none. */
function intervalOf(cron: unknown): number | string {
  if (typeof cron !== 'string' || cron.length > 200) return 'is missing';
  const refusal = refuseCron(cron);
  if (refusal !== null) return refusal;
  const gap = maxGap(cron, YEAR);
  return (gap.ok ? gap.value : null) ?? 'does not run twice';
}
