import { DataPath } from '../../coverage';
import { LastGood, UnitAssessment } from '../assessments';
import { exemptFinding } from '../exemptFinding';
import { Finding, verdictOf } from '../Finding';
import { Horizon } from '../Horizon';
import { Objective } from '../objective';
import { UnitQuestion } from './UnitQuestion';

/** What makes a protection unit, whatever is found of it. @internal */
export interface UnitIdentity {
  kind: UnitAssessment['kind'];
  /** Its name within the namespace and kind. */
  name: string;
  /** The claim that an exemption may name, or `null`. */
  claim: string | null;
  bytes: number | null;
  /** For sentences. */
  place: string;
}

/** What the engines found of a unit. @internal */
export interface UnitFinding {
  finding: Finding;
  engine: UnitAssessment['engine'];
  dataPath: DataPath | null;
  lastGood: LastGood | null;
  objective: Objective | null;
  isObjectiveMet: boolean | null;
  schedules: string[];
  running: boolean;
}

const SUFFIX: Record<UnitAssessment['kind'], (name: string) => string> = {
  objects: () => 'objects',
  volume: name => `volume:${name}`,
  postgresql: name => `pg:${name}`,
  'virtual-machine': name => `vm:${name}`,
};

/**
 * Judges one protection unit: exempt where a policy says so, else as its
 * engines find it.
 *
 * @internal
 */
export function assessUnit(
  question: UnitQuestion,
  identity: UnitIdentity,
  judge: (horizon: Horizon) => UnitFinding,
): UnitAssessment {
  const { cluster, namespace } = question;
  const horizon = Horizon.at(question.now);
  const { kind, name } = identity;
  const found = findExempt(question, identity, horizon) ?? judge(horizon);
  const { finding, isObjectiveMet, ...rest } = found;
  return {
    id: `${cluster.name}/${namespace.name}/${SUFFIX[kind](name)}`,
    kind,
    cluster: cluster.name,
    namespace: namespace.name,
    name,
    bytes: identity.bytes,
    verdict: verdictOf(finding, horizon),
    ...rest,
    objectiveMet: saysNothing(finding) ? null : isObjectiveMet,
  };
}

/** What is found of a unit of which nothing can be told. @internal */
export function untold(
  finding: Finding,
  question: Pick<UnitQuestion, 'declared'>,
): UnitFinding {
  return {
    finding,
    engine: null,
    dataPath: null,
    lastGood: null,
    objective: question.declared,
    isObjectiveMet: null,
    schedules: [],
    running: false,
  };
}

function findExempt(
  { cluster, namespace, exemptions }: UnitQuestion,
  { claim, place }: UnitIdentity,
  horizon: Horizon,
): UnitFinding | null {
  const exempt = exemptFinding(exemptions, {
    at: {
      environment: cluster.facts.environment,
      cluster: cluster.name,
      namespace: namespace.name,
      claim,
    },
    place,
    horizon,
  });
  return exempt && untold(exempt, { declared: null });
}

/** Nothing is said of an objective where the verdict itself says nothing. */
function saysNothing({ state }: Finding): boolean {
  return state === 'UNKNOWN' || state === 'PENDING' || state === 'EXEMPT';
}
