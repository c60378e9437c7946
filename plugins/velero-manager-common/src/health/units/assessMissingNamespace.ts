import { FactKind } from '../../kinds';
import { quoteName } from '../../words';
import { UnitAssessment } from '../assessments';
import { verdictOf } from '../Finding';
import { Horizon } from '../Horizon';
import { kindGate } from '../kindGate';
import { untold } from './assessUnit';
import { UnitQuestion } from './UnitQuestion';

const NAMESPACES: readonly FactKind[] = ['Namespace'];

/**
 * The unit of a namespace that an entity claims and the cluster does not have,
 * as far as its namespaces can be read.
 *
 * @internal
 */
export function assessMissingNamespace(
  question: Omit<UnitQuestion, 'namespace'>,
  name: string,
): UnitAssessment {
  const { cluster, now } = question;
  const horizon = Horizon.at(now);
  const finding = kindGate(cluster.facts, NAMESPACES, horizon) ?? {
    state: 'UNKNOWN' as const,
    reason: 'namespace_not_found',
    message: `Namespace ${quoteName(
      name,
    )} does not exist in cluster ${quoteName(cluster.name)}.`,
  };
  const { finding: _, isObjectiveMet, ...rest } = untold(finding, question);
  return {
    id: `${cluster.name}/${name}/objects`,
    kind: 'objects',
    cluster: cluster.name,
    namespace: name,
    name,
    bytes: null,
    ...rest,
    objectiveMet: isObjectiveMet,
    verdict: verdictOf(finding, horizon),
  };
}
