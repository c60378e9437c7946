import { UnitAssessment } from '../health';
import { ClusterView } from '../health/ClusterView';

/**
 * The claims whose data a unit stands for: a volume's own, a machine's disks. A
 * database is not copied by its claims.
 *
 * @internal
 */
export function claimsOf(
  unit: UnitAssessment,
  { facts }: ClusterView,
): string[] {
  if (unit.kind === 'volume') return [unit.name];
  if (unit.kind !== 'virtual-machine') return [];
  const machine = facts.objects.VirtualMachine?.find(
    one => one.namespace === unit.namespace && one.name === unit.name,
  );
  return machine?.claims ?? [];
}
