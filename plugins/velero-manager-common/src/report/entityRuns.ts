import { ApiRun } from '../api/verdictSchemas';
import { BackupFact, ClusterFacts, EntityFacts } from '../facts';
import { coverOf } from '../health/coverOf';
import { originOf } from '../health/originOf';
import { ScheduleView } from '../health/ScheduleView';
import { scheduleRuns, toApiRun } from './scheduleRuns';

const MAX_RUNS = 30;

/**
 * The last runs and slots of an entity, oldest first: those of the schedules
 * that cover it, and beside them the backups of its namespaces that were made
 * by hand or by a schedule that is gone.
 *
 * @internal
 */
export function entityRuns(
  facts: EntityFacts,
  options: { schedules: readonly ScheduleView[]; now: Date },
): ApiRun[] {
  const { schedules, now } = options;
  const ofSchedules = schedules.flatMap(view =>
    scheduleRuns(view, { now, limit: MAX_RUNS }),
  );
  const shown = new Set(schedules.flatMap(view => view.runs));
  const others = facts.clusters.flatMap(cluster =>
    cluster.runs
      .filter(run => !shown.has(run) && isOfEntity(run, cluster, facts))
      .map(run => toApiRun(run, { schedule: null })),
  );
  return [...ofSchedules, ...others]
    .sort((a, b) => a.slot.localeCompare(b.slot))
    .slice(-MAX_RUNS);
}

function isOfEntity(
  run: BackupFact,
  cluster: ClusterFacts,
  facts: EntityFacts,
): boolean {
  if (originOf(run, cluster.name) !== 'local') return false;
  const claimed = new Set(
    facts.namespaces
      .filter(place => place.cluster === cluster.name)
      .map(place => place.namespace),
  );
  return cluster.namespaces.some(
    ({ name }) =>
      claimed.has(name) &&
      coverOf(run.scope, { name, labels: null }) !== 'none',
  );
}
