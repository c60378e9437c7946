import { PersistentVolumeClaimFact } from '../../facts';
import { FactKind } from '../../kinds';
import { quoteName } from '../../words';
import { UnitAssessment } from '../assessments';
import { earliest } from '../earliest';
import { Finding } from '../Finding';
import { Horizon } from '../Horizon';
import { kindGate } from '../kindGate';
import { assessHidden, findHidden, POSSIBLY_HIDDEN } from './assessHidden';
import { assessUnit, UnitFinding, untold } from './assessUnit';
import { judgeByVelero } from './judgeByVelero';
import { judgePostgresUnit, POSTGRES_KINDS } from './judgePostgresUnit';
import { judgeVolume } from './judgeVolume';
import { machineUnit } from './machineUnit';
import { objectsUnit } from './objectsUnit';
import { placeOf, UnitQuestion } from './UnitQuestion';

const MACHINES: readonly FactKind[] = ['VirtualMachine'];

/**
 * Judges all that must be protected in one namespace.
 *
 * @remarks
 * Its objects are one unit, each PersistentVolumeClaim is one, but for those of
 * a PostgreSQL cluster or a virtual machine, which are one unit with it.
 * Claims that are going, or made for one pod only, need no copy. Units that
 * nobody may see are one more, of which nothing is known.
 *
 * @internal
 */
export function assessNamespace(question: UnitQuestion): UnitAssessment[] {
  const going = findGoing(question);
  if (going) {
    return [assessObjects(question, () => untold(going, question))];
  }
  const claims = question.cluster
    .claimsIn(question.namespace.name)
    .filter(({ deletedAt, isEphemeral }) => deletedAt === null && !isEphemeral);
  const machines = assessMachines(question, claims);
  const databases = assessDatabases(question, claims);
  const taken = new Set([...machines.claims, ...databases.claims]);
  return [
    assessObjects(question),
    ...databases.units,
    ...machines.units,
    ...assessVolumes(
      question,
      claims.filter(({ name }) => !taken.has(name)),
    ),
    ...assessHidden(question),
  ];
}

/** Units of one kind, and the claims that are judged with them. */
interface UnitsWithClaims {
  units: UnitAssessment[];
  claims: string[];
}

function assessObjects(
  question: UnitQuestion,
  judge?: () => UnitFinding,
): UnitAssessment {
  const { cluster, namespace, now } = question;
  const subject = objectsUnit(cluster, namespace);
  const unit = assessUnit(
    question,
    {
      kind: 'objects',
      name: namespace.name,
      claim: null,
      bytes: null,
      place: subject.place,
    },
    horizon => judge?.() ?? strip(judgeByVelero(question, subject, horizon)),
  );
  // When a kind goes stale the list of units changes, be this one exempt or not.
  const horizon = Horizon.at(now);
  POSSIBLY_HIDDEN.forEach(({ kind }) => findHidden(cluster, kind, horizon));
  const validUntil = earliest([unit.verdict.validUntil, horizon.validUntil]);
  return { ...unit, verdict: { ...unit.verdict, validUntil } };
}

function assessDatabases(
  question: UnitQuestion,
  claims: readonly PersistentVolumeClaimFact[],
): UnitsWithClaims {
  const { cluster, namespace } = question;
  const known = (cluster.facts.objects.PostgresCluster ?? []).filter(
    fact => fact.namespace === namespace.name && fact.deletedAt === null,
  );
  const owners = claims.flatMap(({ postgresCluster }) => postgresCluster ?? []);
  // What the operator's objects do not tell, the labels of its volumes do.
  const unread = ['synced', 'absent'].includes(
    cluster.facts.kinds.PostgresCluster?.state ?? 'absent',
  )
    ? []
    : owners.filter(name => !known.some(fact => fact.name === name));
  const names = new Set([...known.map(({ name }) => name), ...unread]);
  return {
    units: [...names].map(name =>
      assessUnit(
        question,
        {
          kind: 'postgresql',
          name,
          claim: null,
          bytes: null,
          place: `PostgreSQL cluster ${quoteName(name)} of ${placeOf(
            question,
          )}`,
        },
        horizon => {
          const gate = kindGate(cluster.facts, POSTGRES_KINDS, horizon);
          return gate
            ? untold(gate, question)
            : judgePostgresUnit(question, name, horizon);
        },
      ),
    ),
    claims: claims
      .filter(({ postgresCluster }) => names.has(postgresCluster ?? ''))
      .map(({ name }) => name),
  };
}

function assessMachines(
  question: UnitQuestion,
  claims: readonly PersistentVolumeClaimFact[],
): UnitsWithClaims {
  const { cluster, namespace } = question;
  const machines = (cluster.facts.objects.VirtualMachine ?? []).filter(
    fact => fact.namespace === namespace.name && fact.deletedAt === null,
  );
  return {
    units: machines.map(machine => {
      const subject = machineUnit(cluster, namespace, machine);
      return assessUnit(
        question,
        {
          kind: 'virtual-machine',
          name: machine.name,
          claim: null,
          bytes: null,
          place: subject.place,
        },
        horizon => {
          const gate = kindGate(cluster.facts, MACHINES, horizon);
          return gate
            ? untold(gate, question)
            : strip(judgeByVelero(question, subject, horizon));
        },
      );
    }),
    claims: claims
      .map(({ name }) => name)
      .filter(name => machines.some(machine => machine.claims.includes(name))),
  };
}

function assessVolumes(
  question: UnitQuestion,
  claims: readonly PersistentVolumeClaimFact[],
): UnitAssessment[] {
  return claims.map(claim =>
    assessUnit(
      question,
      {
        kind: 'volume',
        name: claim.name,
        claim: claim.name,
        bytes: claim.requestedBytes,
        place: `volume ${quoteName(claim.name)} of ${placeOf(question)}`,
      },
      horizon => judgeVolume(question, claim, horizon),
    ),
  );
}

function findGoing({ cluster, namespace }: UnitQuestion): Finding | null {
  if (namespace.deletedAt === null && namespace.phase !== 'Terminating') {
    return null;
  }
  return {
    state: 'UNKNOWN',
    reason: 'namespace_terminating',
    message: `Namespace ${quoteName(namespace.name)} in cluster ${quoteName(
      cluster.name,
    )} is being deleted.`,
  };
}

function strip<T extends { context: unknown }>({
  context: _,
  ...finding
}: T): Omit<T, 'context'> {
  return finding;
}
