import { RestoreFact } from '../facts';
import { UnitAssessment } from '../health';
import { ClusterView } from '../health/ClusterView';
import { volumeUnit } from '../health/units/volumeUnit';

/**
 * Whether a restore brought a volume back without leaving a trace of its own: a
 * snapshot becomes a volume, and no object says so. True only where the backup
 * is still there and holds the volume as a snapshot.
 *
 * @internal
 */
export function volumeEvidenceOf(
  restore: RestoreFact,
  volume: { unit: UnitAssessment; claim: string },
  cluster: ClusterView,
): boolean {
  const { unit, claim: claimName } = volume;
  const run = cluster.facts.runs.find(
    ({ namespace, name }) =>
      namespace === restore.namespace && name === restore.backup,
  );
  const namespace = cluster.facts.namespaces.find(
    ({ name }) => name === unit.namespace,
  );
  const claim = cluster
    .claimsIn(unit.namespace)
    .find(({ name }) => name === claimName);
  if (!run || !namespace || !claim) return false;
  const { rule } = volumeUnit(cluster, namespace, claim).evidenceIn(run);
  return rule === 'snapshots_completed';
}
