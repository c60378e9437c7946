import { BackupFact } from '../facts';
import { ClusterView } from './ClusterView';
import { isCreatedWhileMade, Origin, statedOrigin } from './statedOrigin';

export type { Origin };

/**
 * Tells the origin of a backup, strongest proof first: no start, hence never in
 * a bucket; created before its start, which no copy is; our label; the fleet
 * knows the cluster that made it; created soon after its start and before its
 * end; what only the cluster that made it has: its DataUploads, a node that
 * copied a volume, its schedule as owner; a Kubernetes version that the cluster
 * never had.
 *
 * @remarks
 * Velero looks for new backups in a bucket every minute (velero
 * pkg/controller/backup_sync_controller.go), so a copy of a short backup can be
 * created within two minutes of its start. It is never created before its end:
 * only finished backups are in a bucket. PodVolumeBackups come along with a
 * copy, DataUploads do not; of owners only live ones are kept.
 *
 * @internal
 */
export function originOf(run: BackupFact, cluster: ClusterView): Origin {
  const stated = statedOrigin(run, cluster.name);
  if (stated) return stated;
  if (Object.hasOwn(cluster.facts.twins, run.uid)) return 'foreign';
  if (isCreatedWhileMade(run)) return 'local';
  if (hasLocalTrace(run, cluster)) return 'resynced';
  return isOfOtherVersion(run, cluster) ? 'foreign' : 'unknown';
}

function hasLocalTrace(run: BackupFact, cluster: ClusterView): boolean {
  const { facts } = cluster;
  return (
    cluster
      .copiesOf(run)
      .some(
        ({ path, node }) =>
          path === 'data-mover' || (node !== null && cluster.hasNode(node)),
      ) || facts.schedules.some(({ uid }) => run.ownerUids.includes(uid))
  );
}

function isOfOtherVersion(run: BackupFact, { facts }: ClusterView): boolean {
  return (
    run.sourceClusterVersion !== null &&
    facts.kubernetesVersions.length > 0 &&
    !facts.kubernetesVersions.includes(run.sourceClusterVersion)
  );
}
