import { matchesReference } from '../entity';
import { ClusterFacts, Contact, EntityFacts } from '../facts';
import { quoteName } from '../words';
import {
  EntityAssessment,
  LastGood,
  ScheduleAssessment,
  SyncAssessment,
  UnitAssessment,
} from './assessments';
import { assessMissingNamespace } from './units/assessMissingNamespace';
import { assessNamespace } from './units/assessNamespace';
import { assessSchedule } from './assessSchedule';
import { assessSyncObject } from './assessSyncObject';
import { earliest } from './earliest';
import { settle, judgedAt, MomentOptions } from './judgedAt';
import { Objective } from './objective';
import { toParts } from './toParts';
import { ClusterView } from './ClusterView';
import { DeclaredObjective } from './UnitContext';
import { ProtectionVerdict, SyncVerdict } from './verdict';

/**
 * Judges an entity: the objects of every namespace it claims, the schedules
 * that cover them, and its sync objects.
 *
 * @remarks
 * What rests on no cluster comes first: an annotation that breaks the grammar,
 * a cluster that nobody defined, no claim at all. Such verdicts stand beside
 * those of the namespaces; the roll-up lets the worst win. A wish to be exempt
 * changes nothing: only a policy grants it.
 *
 * A verdict assumes that its cluster is seen; what is known of a silent one is
 * judged as of its last contact, for the overlay to show beside UNKNOWN.
 *
 * @public
 */
export function assessEntity(
  facts: EntityFacts,
  options: MomentOptions,
): EntityAssessment {
  const views = new Map(
    facts.clusters.map(cluster => [
      cluster.name,
      ClusterView.create(cluster, facts.settings),
    ]),
  );
  const units = facts.namespaces.flatMap(({ cluster: name, namespace }) => {
    const cluster = views.get(name);
    return cluster ? assessPlace(facts, { cluster, namespace }, options) : [];
  });
  const schedules = assessCovering([...views.values()], units, options);
  const syncObjects = facts.syncObjects.map(located => {
    const moment = judgedAt(contactOf(facts, located.cluster), options);
    return settle(assessSyncObject(located, moment), moment);
  });
  const parts = toParts({
    protection: [...withoutCluster(facts), ...units],
    sync: [...syncObjects, ...findMissingSyncObjects(facts)],
  });
  const lastGood = weakestLink(units);
  return {
    units,
    schedules,
    syncObjects,
    parts,
    lastGood,
    lastGoodAt: lastGood?.at ?? null,
    objective: strictest(units),
    objectiveMet: allMet(units),
    running: units.some(({ running }) => running),
    validUntil: validUntil({ units, schedules, syncObjects }),
  };
}

/** A namespace that an entity claims: not to be judged, not there, or its units. */
function assessPlace(
  facts: EntityFacts,
  place: { cluster: ClusterView; namespace: string },
  options: MomentOptions,
): UnitAssessment[] {
  const { cluster } = place;
  const moment = judgedAt(cluster.facts.contact, options);
  const namespace = cluster.facts.namespaces.find(
    ({ name }) => name === place.namespace,
  );
  const question = {
    cluster,
    declared: declaredObjective(facts, cluster.facts),
    exemptions: facts.exemptions,
    now: moment.now,
  };
  const units = namespace
    ? assessNamespace({ ...question, namespace })
    : [assessMissingNamespace(question, place.namespace)];
  return units.map(unit => settle(unit, moment));
}

function declaredObjective(
  facts: EntityFacts,
  cluster: ClusterFacts,
): DeclaredObjective | null {
  const { rpoSeconds } = facts.claims;
  if (rpoSeconds !== null) return { rpoSeconds, source: 'entity' };
  const { environment } = cluster;
  if (
    environment === null ||
    !Object.hasOwn(facts.environmentRpoSeconds, environment)
  ) {
    return null;
  }
  return {
    rpoSeconds: facts.environmentRpoSeconds[environment],
    source: 'environment',
  };
}

/** Verdicts about what the entity says of itself. */
function withoutCluster(
  facts: EntityFacts,
): { cluster: string; verdict: ProtectionVerdict }[] {
  const unknown = (cluster: string, reason: string, message: string) => ({
    cluster,
    verdict: { state: 'UNKNOWN', reason, message, validUntil: null } as const,
  });
  const verdicts = [
    ...facts.claims.problems
      .slice(0, 1)
      .map(problem => unknown('', 'invalid_annotation', problem)),
    ...facts.unknownClusters.map(name =>
      unknown(
        name,
        'unknown_cluster',
        `The service names cluster ${quoteName(
          name,
        )}, which is not known here.`,
      ),
    ),
  ];
  if (verdicts.length || facts.namespaces.length) return verdicts;
  return [
    unknown(
      '',
      'nothing_claimed',
      facts.claims.claims.length
        ? `No known cluster has namespace ${quoteName(
            facts.claims.claims[0].namespace,
          )}, which the service claims.`
        : "The service claims no namespace; name some in annotation 'velero-manager.io/namespaces'.",
    ),
  ];
}

function assessCovering(
  clusters: readonly ClusterView[],
  units: readonly UnitAssessment[],
  options: MomentOptions,
): ScheduleAssessment[] {
  const covering = new Set(units.flatMap(unit => unit.schedules));
  return clusters.flatMap(cluster => {
    const moment = judgedAt(cluster.facts.contact, options);
    return cluster.schedules
      .filter(({ id }) => covering.has(id))
      .map(schedule =>
        settle(assessSchedule(schedule, { cluster, now: moment.now }), moment),
      );
  });
}

function contactOf(facts: EntityFacts, name: string): Contact | undefined {
  return (
    facts.clusters.find(cluster => cluster.name === name)?.contact ??
    facts.otherContacts[name]
  );
}

/** Names that the entity gives by annotation and no watched cluster has. */
function findMissingSyncObjects(
  facts: EntityFacts,
): { cluster: string; verdict: SyncVerdict }[] {
  return facts.claims.syncObjects
    .filter(
      reference =>
        !facts.syncObjects.some(({ fact }) =>
          matchesReference(reference, fact),
        ),
    )
    .map(({ engine, name, selector }) => ({
      cluster: '',
      verdict: {
        state: 'UNKNOWN',
        reason: 'sync_object_not_found',
        message: `No watched cluster has ${
          engine === 'argocd' ? 'an Application' : 'a Kustomization'
        } ${
          name ? quoteName(name) : `with labels ${quoteName(selector ?? '')}`
        }, which the service names.`,
        validUntil: null,
      },
    }));
}

/**
 * What could be restored of all is as old as the oldest part. A live copy is as
 * new as can be, so it decides only where all are live.
 */
function weakestLink(units: readonly UnitAssessment[]): LastGood | null {
  const needed = units.filter(({ verdict }) => verdict.state !== 'EXEMPT');
  if (!needed.length || needed.some(({ lastGood }) => !lastGood)) return null;
  const goods = needed.flatMap(({ lastGood }) => lastGood ?? []);
  const dated = goods.filter(({ isLive }) => !isLive);
  return (dated.length ? dated : goods).reduce((oldest, good) =>
    good.at < oldest.at ? good : oldest,
  );
}

function strictest(units: readonly UnitAssessment[]): Objective | null {
  return units
    .flatMap(({ objective }) => objective ?? [])
    .reduce<Objective | null>(
      (first, objective) =>
        first && first.rpoSeconds <= objective.rpoSeconds ? first : objective,
      null,
    );
}

function allMet(units: readonly UnitAssessment[]): boolean | null {
  const judged = units.flatMap(({ objectiveMet }) => objectiveMet ?? []);
  return judged.length ? judged.every(Boolean) : null;
}

function validUntil(parts: {
  units: readonly UnitAssessment[];
  schedules: readonly ScheduleAssessment[];
  syncObjects: readonly SyncAssessment[];
}): Date | null {
  const { units, schedules, syncObjects } = parts;
  return earliest(
    [...units, ...schedules, ...syncObjects].map(p => p.verdict.validUntil),
  );
}
