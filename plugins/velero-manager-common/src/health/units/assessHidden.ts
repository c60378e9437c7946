import { FactKind } from '../../kinds';
import { UnitAssessment } from '../assessments';
import { ClusterView } from '../ClusterView';
import { Finding } from '../Finding';
import { Horizon } from '../Horizon';
import { kindGate } from '../kindGate';
import { assessUnit, untold } from './assessUnit';
import { placeOf, UnitQuestion } from './UnitQuestion';

/**
 * The kinds that make units of their own, so that nobody knows how many there
 * are while one cannot be read. Databases need none: their claims tell of them.
 *
 * @internal
 */
export const POSSIBLY_HIDDEN = [
  { kind: 'PersistentVolumeClaim', unit: 'volume', words: 'the volumes' },
  {
    kind: 'VirtualMachine',
    unit: 'virtual-machine',
    words: 'the virtual machines',
  },
] as const;

/**
 * Why units of a kind may be there that nobody sees, or `null`. A cluster
 * without machines does not serve their kind.
 *
 * @internal
 */
export function findHidden(
  { facts }: ClusterView,
  kind: FactKind,
  horizon: Horizon,
): Finding | null {
  if (kind === 'VirtualMachine') {
    const status = facts.kinds.VirtualMachine;
    if (!status || status.state === 'absent') return null;
  }
  return kindGate(facts, [kind], horizon);
}

/**
 * One unit `*` for each kind of units that cannot be read: what is not seen is
 * not well.
 *
 * @internal
 */
export function assessHidden(question: UnitQuestion): UnitAssessment[] {
  const { cluster, now } = question;
  return POSSIBLY_HIDDEN.flatMap(({ kind, unit, words }) => {
    const hidden = findHidden(cluster, kind, Horizon.at(now));
    return hidden
      ? assessUnit(
          question,
          {
            kind: unit,
            name: '*',
            claim: null,
            bytes: null,
            place: `${words} of ${placeOf(question)}`,
          },
          horizon =>
            untold(findHidden(cluster, kind, horizon) ?? hidden, question),
        )
      : [];
  });
}
