import {
  ClusterFacts,
  PersistentVolumeClaimFact,
  VolumeSnapshotFact,
} from '../../facts';
import { Horizon } from '../../health/Horizon';

/** Stamps further ahead than this are wrong, and nothing rests on them. */
const FUTURE_TOLERANCE_MS = 5 * 60_000;

/**
 * A copy of a volume that stays in the storage system of its cluster.
 *
 * @internal
 */
export interface SnapshotEvidence {
  /** The moment the data is of. */
  at: Date;
  snapshot: string;
  snapshotClass: string | null;
}

/**
 * The newest ready VolumeSnapshot that somebody else than Velero made of a
 * claim. Nobody promises another one and it is lost with the storage system, so
 * it is evidence and never cover.
 *
 * @remarks
 * Velero names its own `velero-<claim>-<random>` and takes them away when the
 * backup is done (velero pkg/backup/actions/csi/pvc_action.go). What was taken
 * before the claim was created is of a former one of that name.
 *
 * @internal
 */
export function newestVolumeSnapshot(
  claim: PersistentVolumeClaimFact,
  options: { cluster: ClusterFacts; horizon: Horizon },
): SnapshotEvidence | null {
  const { cluster, horizon } = options;
  const created = new Date(claim.createdAt);
  return (cluster.objects.VolumeSnapshot ?? [])
    .filter(snapshot => isBareSnapshotOf(claim, snapshot))
    .flatMap(({ takenAt, name, snapshotClass }) =>
      takenAt === null
        ? []
        : [{ at: new Date(takenAt), snapshot: name, snapshotClass }],
    )
    .filter(
      ({ at }) =>
        at >= created &&
        horizon.isReached(new Date(at.getTime() - FUTURE_TOLERANCE_MS)),
    )
    .reduce<SnapshotEvidence | null>(
      (newest, copy) => (newest && newest.at >= copy.at ? newest : copy),
      null,
    );
}

function isBareSnapshotOf(
  claim: PersistentVolumeClaimFact,
  snapshot: VolumeSnapshotFact,
): boolean {
  return (
    snapshot.namespace === claim.namespace &&
    snapshot.claim === claim.name &&
    snapshot.deletedAt === null &&
    snapshot.isReady &&
    snapshot.error === null &&
    !snapshot.name.startsWith(`velero-${claim.name}-`)
  );
}
