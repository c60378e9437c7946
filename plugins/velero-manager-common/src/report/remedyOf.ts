import type { Remedy } from '../api/remedy';
import { ClusterFacts, EntityFacts } from '../facts';
import { OverlaidVerdict, ProtectionState, UnitAssessment } from '../health';
import { ClusterView } from '../health/ClusterView';
import { ScheduleView } from '../health/ScheduleView';
import {
  correctRemedy,
  hasBadCron,
  onboardRemedy,
  resumeRemedy,
} from './scheduleRemedy';
import { suggestSchedule } from './suggestSchedule';

/** A unit as it is shown, and what stood before freshness was laid over it. @internal */
export interface ShownUnit {
  unit: UnitAssessment;
  verdict: OverlaidVerdict<ProtectionState>;
}

/**
 * What mends a unit, where a change in Git is known to be right: nothing covers
 * it, only paused schedules do, the cron text of one cannot be read, or Velero
 * is not installed. Nothing is known to mend what is not seen at present.
 *
 * @param shown.all - the units of the whole service: one schedule covers all of
 * its namespaces that have none in a cluster
 * @internal
 */
export function remedyOf(
  { unit, verdict }: ShownUnit,
  known: {
    facts: EntityFacts;
    clusters: ReadonlyMap<string, ClusterView>;
    all: readonly ShownUnit[];
  },
): Remedy | null {
  const { facts, all } = known;
  const view = known.clusters.get(unit.cluster);
  if (!view) return null;
  const cluster = view.facts;
  switch (verdict.reason) {
    case 'no_schedule':
      return addSchedule(facts, cluster, all);
    case 'schedule_paused':
    case 'objective_breached':
    case 'never_backed_up':
      return resumeSchedule(view, unit);
    case 'schedule_invalid':
      return correctSchedule(view, unit);
    case 'velero_absent':
      return onboardRemedy(cluster);
    default:
      return null;
  }
}

function addSchedule(
  facts: EntityFacts,
  cluster: ClusterFacts,
  all: readonly ShownUnit[],
): Remedy {
  const open = all.filter(
    ({ unit, verdict }) =>
      unit.cluster === cluster.name && verdict.reason === 'no_schedule',
  );
  const objectives = open.flatMap(({ unit }) => unit.objective ?? []);
  return {
    action: 'add_schedule',
    intent: 'schedule:save',
    values: suggestSchedule({
      entityName: facts.entityRef.slice(facts.entityRef.indexOf('/') + 1),
      environment: cluster.environment,
      cluster: cluster.name,
      namespaces: [...new Set(open.map(({ unit }) => unit.namespace))],
      rpoSeconds: objectives.length
        ? Math.min(...objectives.map(({ rpoSeconds }) => rpoSeconds))
        : null,
    }),
  };
}

function resumeSchedule(
  cluster: ClusterView,
  unit: UnitAssessment,
): Remedy | null {
  const covering = schedulesOf(cluster, unit);
  const [readable] = covering.filter(schedule => !hasBadCron(schedule));
  if (!readable || !covering.every(({ fact }) => fact.paused)) return null;
  return resumeRemedy(cluster.facts, readable.fact);
}

function correctSchedule(
  cluster: ClusterView,
  unit: UnitAssessment,
): Remedy | null {
  const invalid = schedulesOf(cluster, unit).find(
    schedule => !schedule.fact.paused && hasBadCron(schedule),
  );
  if (!invalid) return null; // Velero refuses it for something else
  return correctRemedy(cluster.facts, invalid.fact);
}

/** The schedules that a unit is judged by. */
function schedulesOf(
  cluster: ClusterView,
  { schedules }: UnitAssessment,
): ScheduleView[] {
  return cluster.schedules.filter(({ id }) => schedules.includes(id));
}
