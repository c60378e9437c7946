import { coversNamespace } from '../coverage';
import { NamespaceFact } from '../facts';
import { groupBy } from '../health/groupBy';
import { ScheduleView } from '../health/ScheduleView';
import { describeDuration, quoteName, quoteNames } from '../words';
import { objectIn, TrapContext, TrapFinding } from './TrapContext';

/** The schedule that backs a namespace up most often, and what it can keep. */
interface BestSchedule {
  namespace: string;
  schedule: ScheduleView;
  seconds: number;
}

/**
 * Trap T16: namespaces for which no schedule can keep the declared objective,
 * however well it runs, by the schedule that comes closest. A good copy is as
 * old as the run that made it took, just before the next one is there.
 *
 * @internal
 */
export function findObjectiveTraps(context: TrapContext): TrapFinding[] {
  const { cluster, rpoSeconds } = context;
  if (rpoSeconds === null) return [];
  const schedules = cluster.schedules
    .filter(({ standing }) => standing === 'enabled')
    .map(schedule => ({ schedule, seconds: keptSeconds(schedule) }))
    .sort((a, b) => a.seconds - b.seconds);
  const broken = cluster.facts.namespaces.flatMap<BestSchedule>(namespace => {
    const best = schedules.find(({ schedule }) =>
      takes(context, schedule, namespace),
    );
    return best && best.seconds > rpoSeconds
      ? [{ ...best, namespace: namespace.name }]
      : [];
  });
  return [...groupBy(broken, ({ schedule }) => schedule.id).values()].map(
    promises => report(context, promises, rpoSeconds),
  );
}

/** Asked at a moment that many questions share, so that the answer is remembered. */
function keptSeconds(schedule: ScheduleView): number {
  const [newest] = schedule.runs;
  const from = new Date(newest?.createdAt ?? schedule.fact.createdAt);
  return (schedule.intervalMs(from) + schedule.slowRunMs(from)) / 1000;
}

function takes(
  { cluster }: TrapContext,
  { fact }: ScheduleView,
  namespace: NamespaceFact,
): boolean {
  return coversNamespace({
    included: fact.scope.includedNamespaces,
    excluded: fact.scope.excludedNamespaces,
    namespace,
    veleroVersion: cluster.server(fact.namespace)?.version ?? null,
  }).covered;
}

function report(
  context: TrapContext,
  promises: BestSchedule[],
  rpoSeconds: number,
): TrapFinding {
  const [{ schedule, seconds }] = promises;
  const { fact } = schedule;
  return {
    code: 'OBJECTIVE_UNREACHABLE',
    severity: 'warning',
    message: `The objective of namespace ${quoteNames(
      promises.map(({ namespace }) => namespace),
    )} is ${describeDuration(
      rpoSeconds,
    )}, and the best that schedule ${quoteName(
      fact.name,
    )} can keep is ${describeDuration(seconds)}.`,
    object: objectIn(context, 'Schedule', fact),
  };
}
