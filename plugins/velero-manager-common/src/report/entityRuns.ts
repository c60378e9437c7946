import { ApiRun } from '../api/verdictSchemas';
import { EntityFacts } from '../facts';
import { ClusterView } from '../health/ClusterView';
import { ScheduleView } from '../health/ScheduleView';
import { objectsUnit } from '../health/units/objectsUnit';
import { RunHistory } from './RunHistory';
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
  options: {
    clusters: ReadonlyMap<string, ClusterView>;
    schedules: readonly ScheduleView[];
    history: RunHistory;
    now: Date;
  },
): ApiRun[] {
  const { clusters, schedules, history, now } = options;
  const ofSchedules = schedules.flatMap(view =>
    scheduleRuns(view, { now, limit: MAX_RUNS, past: history.of(view) }),
  );
  const shown = new Set(schedules.flatMap(view => view.runs));
  const others = [...clusters.values()].flatMap(cluster =>
    runsOfEntity(cluster, facts)
      .filter(run => !shown.has(run))
      .map(run => toApiRun(run, { schedule: null })),
  );
  return [...ofSchedules, ...others]
    .sort((a, b) => a.slot.localeCompare(b.slot))
    .slice(-MAX_RUNS);
}

/** The local backups that take something of a namespace of the entity. */
function runsOfEntity(cluster: ClusterView, facts: EntityFacts) {
  const claimed = new Set(
    facts.namespaces
      .filter(place => place.cluster === cluster.name)
      .map(place => place.namespace),
  );
  const units = cluster.facts.namespaces
    .filter(({ name }) => claimed.has(name))
    .map(namespace => objectsUnit(cluster, namespace));
  return cluster.runGroups
    .filter(({ plan }) => units.some(unit => unit.coverByPlan(plan) !== 'none'))
    .flatMap(({ runs }) => runs)
    .filter(run => cluster.isLocal(run));
}
