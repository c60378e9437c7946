import { ClusterFacts } from '../facts';
import { FactKind } from '../kinds';
import { quoteName } from '../words';
import { UnitAssessment } from './assessments';
import { Finding, verdictOf } from './Finding';
import { Horizon } from './Horizon';
import { judgeUnit } from './judgeUnit';
import { kindGate } from './kindGate';
import { isUnderWay } from './runPhase';
import { toLastGood } from './toLastGood';
import { createUnitContext, UnitContext } from './UnitContext';
import { UnitObjective, unitObjective } from './unitObjective';

/** What must be read in full before anything follows from an absence. */
const NEEDED: readonly FactKind[] = [
  'Namespace',
  'Schedule',
  'BackupStorageLocation',
  'Backup',
];

/**
 * Judges the objects of one namespace: the protection unit that every
 * namespace has.
 *
 * @remarks
 * Order: what the rules need is not read (forbidden, Velero absent, pending,
 * failing); the namespace does not exist or is going; then the rules of
 * {@link judgeUnit}.
 *
 * @internal
 */
export function assessNamespace(options: {
  cluster: ClusterFacts;
  namespace: string;
  declared: UnitContext['declared'];
  now: Date;
}): UnitAssessment {
  const { cluster, now } = options;
  const horizon = Horizon.at(now);
  const gate =
    kindGate(cluster, NEEDED, horizon) ??
    findNamespaceTrouble(cluster, options.namespace);
  const namespace = cluster.namespaces.find(
    ({ name }) => name === options.namespace,
  );
  if (gate || !namespace) {
    return unjudged(
      options,
      gate ?? notFound(cluster, options.namespace),
      horizon,
    );
  }
  const context = createUnitContext({
    cluster,
    namespace,
    declared: options.declared,
    horizon,
  });
  const objective = unitObjective(context);
  const finding = judgeUnit(context, objective);
  return {
    ...identity(options),
    engine: context.covering.length ? 'velero' : null,
    verdict: verdictOf(finding, horizon),
    lastGood: toLastGood(context.lastGood),
    objective: objective.objective,
    objectiveMet: isMet(objective, finding),
    schedules: [...context.covering, ...context.narrowing].map(({ id }) => id),
    running: context.runs.some(isUnderWay),
  };
}

function identity(options: { cluster: ClusterFacts; namespace: string }) {
  const { cluster, namespace } = options;
  return {
    id: `${cluster.name}/${namespace}/objects`,
    kind: 'objects',
    cluster: cluster.name,
    namespace,
    name: namespace,
  } as const;
}

function unjudged(
  options: {
    cluster: ClusterFacts;
    namespace: string;
    declared: UnitContext['declared'];
  },
  finding: Finding,
  horizon: Horizon,
): UnitAssessment {
  return {
    ...identity(options),
    engine: null,
    verdict: verdictOf(finding, horizon),
    lastGood: null,
    objective: options.declared,
    objectiveMet: null,
    schedules: [],
    running: false,
  };
}

function findNamespaceTrouble(
  cluster: ClusterFacts,
  name: string,
): Finding | null {
  const namespace = cluster.namespaces.find(n => n.name === name);
  if (!namespace) return notFound(cluster, name);
  if (namespace.deletedAt === null && namespace.phase !== 'Terminating') {
    return null;
  }
  return {
    state: 'UNKNOWN',
    reason: 'namespace_terminating',
    message: `Namespace ${quoteName(name)} in cluster ${quoteName(
      cluster.name,
    )} is being deleted.`,
  };
}

function notFound(cluster: ClusterFacts, name: string): Finding {
  return {
    state: 'UNKNOWN',
    reason: 'namespace_not_found',
    message: `Namespace ${quoteName(
      name,
    )} does not exist in cluster ${quoteName(cluster.name)}.`,
  };
}

/** Nothing is said of an objective where the verdict itself says nothing. */
function isMet(objective: UnitObjective, finding: Finding): boolean | null {
  if (finding.state === 'UNKNOWN' || finding.state === 'PENDING') return null;
  return objective.standing === null ? null : objective.standing === 'met';
}
