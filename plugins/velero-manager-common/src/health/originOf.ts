import { BackupFact } from '../facts';

/** How far the clocks of a Velero server and its API server may be apart. */
const CLOCK_TOLERANCE_MS = 120_000;

/**
 * Where a backup was made, as far as one cluster can tell: `local` by its
 * creation time; `resynced` when it came back from the bucket with our own
 * label for this cluster; `foreign` with the label of another; else `unknown`.
 *
 * @internal
 */
export type Origin = 'local' | 'resynced' | 'foreign' | 'unknown';

/**
 * Tells the origin of a backup, strongest proof first: no start, hence never in
 * a bucket; created before its start, which no copy is; our label; created
 * soon after its start and before its end.
 *
 * @remarks
 * Velero looks for new backups in a bucket every minute (velero
 * pkg/controller/backup_sync_controller.go), so a copy of a short backup can be
 * created within two minutes of its start. It is never created before its end:
 * only finished backups are in a bucket.
 *
 * @internal
 */
export function originOf(run: BackupFact, cluster: string): Origin {
  if (run.startedAt === null) return 'local';
  const createdAt = Date.parse(run.createdAt);
  const lagMs = createdAt - Date.parse(run.startedAt);
  if (lagMs <= 0) return 'local';
  if (run.clusterLabel !== null) {
    return run.clusterLabel === cluster ? 'resynced' : 'foreign';
  }
  const isBeforeEnd =
    run.completedAt === null || createdAt < Date.parse(run.completedAt);
  return lagMs <= CLOCK_TOLERANCE_MS && isBeforeEnd ? 'local' : 'unknown';
}
