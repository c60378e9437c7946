import { ApiSchedule, ApiUnit, EntityReport } from '../api/entityReport';
import type { Remedy } from '../api/remedy';
import { Contact, EntityFacts } from '../facts';
import { EntityAssessment, jointInsights, protectionStates } from '../health';
import { ClusterView } from '../health/ClusterView';
import { earliest } from '../health/earliest';
import { ScheduleView } from '../health/ScheduleView';
import { PastRun } from '../history/pastRun';
import { RecoveryTime, recoveryTime } from '../numbers/recoveryTime';
import { restoreProof, weakestProof } from '../numbers/restoreProof';
import { sumSuccess } from '../numbers/successRate';
import { CountedUnit, unitCoverage } from '../numbers/unitCoverage';
import { findTraps, Trap } from '../traps';
import { entityRuns } from './entityRuns';
import { remedyOf, ShownUnit } from './remedyOf';
import { layOver, rollUp } from './rollUp';
import { RunHistory } from './RunHistory';
import { scheduleReport, upcomingRuns } from './scheduleReport';
import { Freshness } from './subjects';
import { syncObjectReport } from './syncObjectReport';
import { toApiContact, toApiVerdict } from './wire';

const NOTHING_CLAIMED: EntityReport['protection'] = {
  state: 'UNKNOWN',
  reason: 'nothing_claimed',
  message: 'The service claims nothing that could be judged.',
  validUntil: null,
  lastKnown: null,
};

/**
 * Builds what the entity card shows from facts and an assessment of them, with
 * the freshness of each cluster laid over.
 *
 * @param options.pastRuns - what history tells of runs of its schedules
 * @param options.subject - the opaque id by which signals name this report
 * @public
 */
export function buildEntityReport(options: {
  facts: EntityFacts;
  assessment: EntityAssessment;
  subject: string;
  now: Date;
  silentAfterMs: number;
  pastRuns: readonly PastRun[];
  changes: EntityReport['changes'];
}): EntityReport {
  const { facts, assessment, subject, now, changes } = options;
  const freshness: Freshness = { ...options, contacts: contactsOf(facts) };
  const { protection, sync } = rollUp(assessment.parts, freshness);
  const clusters = new Map(
    facts.clusters.map(cluster => [
      cluster.name,
      ClusterView.create(cluster, facts.settings),
    ]),
  );
  const views = viewsOf(clusters, assessment);
  const units = unitsOf(facts, assessment, { freshness, clusters });
  const history = RunHistory.of(options.pastRuns, clusters.values());
  const schedules = schedulesOf(assessment, { views, history, freshness });
  return {
    entityRef: facts.entityRef,
    subject,
    asOf: now.toISOString(),
    protection: protection ? toApiVerdict(protection) : NOTHING_CLAIMED,
    sync: sync && toApiVerdict(sync),
    running: assessment.running,
    lastGood: assessment.lastGood,
    objective: assessment.objective,
    nextRun: nextRun([...views.values()], now),
    runs: entityRuns(facts, {
      ...{ clusters, history, now },
      schedules: [...views.values()],
    }),
    success: sumSuccess(schedules.map(({ success }) => success)),
    coverage: unitCoverage(units.map(toCounted)),
    verified: weakestProof(
      units
        .filter(({ protection: { state } }) => state !== 'EXEMPT')
        .map(({ verified }) => verified),
    ),
    rto: slowest(assessment, clusters),
    units,
    remedy: worstRemedy(units),
    schedules,
    syncObjects: assessment.syncObjects.map(object =>
      syncObjectReport(object, freshness),
    ),
    insights: jointInsights(facts),
    traps: trapsOf(facts, assessment, freshness),
    changes,
    clusters: clustersOf(facts, freshness),
  };
}

/** What every part of a report is made with. */
interface ReportOptions {
  freshness: Freshness;
  clusters: ReadonlyMap<string, ClusterView>;
}

function contactsOf(facts: EntityFacts): Map<string, Contact> {
  return new Map([
    ...Object.entries(facts.otherContacts),
    ...facts.clusters.map(({ name, contact }) => [name, contact] as const),
  ]);
}

function viewsOf(
  clusters: ReadonlyMap<string, ClusterView>,
  assessment: EntityAssessment,
): Map<string, ScheduleView> {
  return new Map(
    assessment.schedules.flatMap(({ id, cluster: name, fact }) => {
      const cluster = clusters.get(name);
      return cluster ? [[id, cluster.viewOf(fact)] as const] : [];
    }),
  );
}

function schedulesOf(
  assessment: EntityAssessment,
  options: {
    views: ReadonlyMap<string, ScheduleView>;
    history: RunHistory;
    freshness: Freshness;
  },
): ApiSchedule[] {
  const { views, history, freshness } = options;
  return assessment.schedules.flatMap(schedule => {
    const view = views.get(schedule.id);
    return view
      ? [scheduleReport(schedule, { view, past: history.of(view), freshness })]
      : [];
  });
}

function unitsOf(
  facts: EntityFacts,
  assessment: EntityAssessment,
  options: ReportOptions,
): ApiUnit[] {
  const { clusters, freshness } = options;
  const all = assessment.units.map(unit => ({
    unit,
    verdict: layOver(unit.verdict, unit.cluster, freshness),
  }));
  return all.map(shown =>
    unitReport(shown, {
      ...options,
      remedy: remedyOf(shown, { facts, clusters, all }),
    }),
  );
}

function unitReport(
  { unit, verdict }: ShownUnit,
  options: ReportOptions & { remedy: Remedy | null },
): ApiUnit {
  const { id, kind, engine, cluster, namespace, name, schedules } = unit;
  const { freshness, clusters, remedy } = options;
  const view = clusters.get(cluster);
  return {
    id,
    kind,
    engine,
    cluster,
    namespace,
    name,
    protection: toApiVerdict(verdict),
    dataPath: unit.dataPath?.path ?? null,
    dataPathRule: unit.dataPath?.rule ?? null,
    dataPathMessage: unit.dataPath?.message ?? null,
    lastGoodAt: unit.lastGood?.at ?? null,
    isLive: unit.lastGood?.isLive ?? false,
    bytes: unit.bytes,
    objective: unit.objective,
    verified: view
      ? restoreProof(unit, view, freshness.now)
      : { state: 'UNKNOWN', at: null },
    running: unit.running,
    schedules,
    evidence: [],
    remedy,
  };
}

function toCounted(unit: ApiUnit): CountedUnit {
  return {
    kind: unit.kind,
    state: unit.protection.state,
    hasGoodCopy: unit.lastGoodAt !== null,
    bytes: unit.bytes,
  };
}

/** Clusters are restored side by side: the slowest one decides. */
function slowest(
  { units }: EntityAssessment,
  clusters: ReadonlyMap<string, ClusterView>,
): RecoveryTime | null {
  const times = [...clusters.values()].flatMap(
    cluster =>
      recoveryTime(
        units.filter(unit => unit.cluster === cluster.name),
        cluster,
      ) ?? [],
  );
  return times.sort((a, b) => b.seconds - a.seconds)[0] ?? null;
}

function worstRemedy(units: readonly ApiUnit[]): Remedy | null {
  const mendable = units.filter(({ remedy }) => remedy !== null);
  for (const state of protectionStates) {
    const found = mendable.find(unit => unit.protection.state === state);
    if (found) return found.remedy;
  }
  return null;
}

/** Traps of the clusters, as far as the facts of this entity show them. */
function trapsOf(
  facts: EntityFacts,
  { objective }: EntityAssessment,
  freshness: Freshness,
): Trap[] {
  const isDeclared = objective !== null && objective.source !== 'derived';
  return facts.clusters.flatMap(cluster =>
    findTraps(
      {
        facts: cluster,
        isWhole: false,
        syncObjects: facts.syncObjects,
        settings: facts.settings,
        rpoSeconds: isDeclared ? objective.rpoSeconds : null,
      },
      freshness,
    ),
  );
}

function nextRun(
  views: readonly ScheduleView[],
  now: Date,
): EntityReport['nextRun'] {
  const runs = views.flatMap(view =>
    upcomingRuns(view, now)
      .slice(0, 1)
      .map(at => ({ at, schedule: view.id })),
  );
  const first = earliest(runs.map(({ at }) => at));
  const found = runs.find(({ at }) => at === first);
  return found
    ? { at: found.at.toISOString(), schedule: found.schedule }
    : null;
}

function clustersOf(
  facts: EntityFacts,
  freshness: Freshness,
): EntityReport['clusters'] {
  const environments = new Map(
    facts.clusters.map(({ name, environment }) => [name, environment]),
  );
  const names = new Set([
    ...environments.keys(),
    ...Object.keys(facts.otherContacts),
    ...facts.unknownClusters,
  ]);
  return [...names].map(name => ({
    name,
    environment: environments.get(name) ?? null,
    contact: toApiContact(freshness.contacts.get(name), freshness),
  }));
}
