import { ApiUnit, EntityReport } from '../api/entityReport';
import type { Remedy } from '../api/remedy';
import { Contact, EntityFacts } from '../facts';
import { EntityAssessment, protectionStates } from '../health';
import { earliest } from '../health/earliest';
import { ScheduleView } from '../health/ScheduleView';
import { entityRuns } from './entityRuns';
import { remedyOf, ShownUnit } from './remedyOf';
import { layOver, rollUp } from './rollUp';
import { scheduleReport, upcomingRuns } from './scheduleReport';
import { Freshness } from './subjects';
import { syncObjectReport } from './syncObjectReport';
import { toApiContact, toApiVerdict } from './wire';

/** States in which a unit with a good copy counts as covered. */
const COVERED_STATES = ['HEALTHY', 'DEGRADED', 'PAUSED'];

/**
 * Builds what the entity card shows from facts and an assessment of them, with
 * the freshness of each cluster laid over.
 *
 * @remarks
 * Volumes and restores are not read yet: the coverage is a lower bound and
 * whether a restore was proven is unknown.
 *
 * @param options.subject - the opaque id by which signals name this report
 * @public
 */
export function buildEntityReport(options: {
  facts: EntityFacts;
  assessment: EntityAssessment;
  subject: string;
  now: Date;
  silentAfterMs: number;
  changes: EntityReport['changes'];
}): EntityReport {
  const { facts, assessment, subject, now, changes } = options;
  const freshness: Freshness = { ...options, contacts: contactsOf(facts) };
  const { protection, sync } = rollUp(assessment.parts, freshness);
  const views = viewsOf(facts, assessment);
  const units = unitsOf(facts, assessment, freshness);
  return {
    entityRef: facts.entityRef,
    subject,
    asOf: now.toISOString(),
    protection: protection
      ? toApiVerdict(protection)
      : {
          state: 'UNKNOWN',
          reason: 'nothing_claimed',
          message: 'The service claims nothing that could be judged.',
          validUntil: null,
          lastKnown: null,
        },
    sync: sync && toApiVerdict(sync),
    running: assessment.running,
    lastGood: assessment.lastGood,
    objective: assessment.objective,
    nextRun: nextRun([...views.values()], now),
    runs: entityRuns(facts, { schedules: [...views.values()], now }),
    coverage: coverageOf(units),
    verified: { state: 'UNKNOWN', at: null },
    rto: null,
    units,
    remedy: worstRemedy(units),
    schedules: assessment.schedules.flatMap(schedule => {
      const view = views.get(schedule.id);
      return view ? [scheduleReport(schedule, { view, freshness })] : [];
    }),
    syncObjects: assessment.syncObjects.map(object =>
      syncObjectReport(object, freshness),
    ),
    changes,
    clusters: clustersOf(facts, freshness),
  };
}

function contactsOf(facts: EntityFacts): Map<string, Contact> {
  return new Map([
    ...Object.entries(facts.otherContacts),
    ...facts.clusters.map(({ name, contact }) => [name, contact] as const),
  ]);
}

function viewsOf(
  facts: EntityFacts,
  assessment: EntityAssessment,
): Map<string, ScheduleView> {
  return new Map(
    assessment.schedules.flatMap(({ id, cluster: name, fact }) => {
      const cluster = facts.clusters.find(c => c.name === name);
      return cluster ? [[id, ScheduleView.create(fact, cluster)] as const] : [];
    }),
  );
}

function unitsOf(
  facts: EntityFacts,
  assessment: EntityAssessment,
  freshness: Freshness,
): ApiUnit[] {
  const all = assessment.units.map(unit => ({
    unit,
    verdict: layOver(unit.verdict, unit.cluster, freshness),
  }));
  return all.map(shown => unitReport(shown, remedyOf(shown, { facts, all })));
}

function unitReport(
  { unit, verdict }: ShownUnit,
  remedy: Remedy | null,
): ApiUnit {
  const { id, kind, engine, cluster, namespace, name, schedules } = unit;
  return {
    id,
    kind,
    engine,
    cluster,
    namespace,
    name,
    protection: toApiVerdict(verdict),
    dataPath: null,
    lastGoodAt: unit.lastGood?.at ?? null,
    schedules,
    evidence: [],
    remedy,
  };
}

function worstRemedy(units: readonly ApiUnit[]): Remedy | null {
  const mendable = units.filter(({ remedy }) => remedy !== null);
  for (const state of protectionStates) {
    const found = mendable.find(unit => unit.protection.state === state);
    if (found) return found.remedy;
  }
  return null;
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

function coverageOf(units: readonly ApiUnit[]): EntityReport['coverage'] {
  const needed = units.filter(unit => unit.protection.state !== 'EXEMPT');
  const covered = needed.filter(
    unit =>
      unit.lastGoodAt !== null &&
      COVERED_STATES.includes(unit.protection.state),
  );
  return { protected: covered.length, needed: needed.length, atLeast: true };
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
