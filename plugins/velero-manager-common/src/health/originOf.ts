import { BackupFact } from '../facts';

/** The API server stamps creation, so what was synced in was created after it ran. */
const LOCAL_TOLERANCE_MS = 120_000;

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
 * a bucket; created no later than two minutes after its start; our label.
 *
 * @internal
 */
export function originOf(run: BackupFact, cluster: string): Origin {
  if (run.startedAt === null) return 'local';
  const lag = Date.parse(run.createdAt) - Date.parse(run.startedAt);
  if (lag <= LOCAL_TOLERANCE_MS) return 'local';
  if (run.clusterLabel === null) return 'unknown';
  return run.clusterLabel === cluster ? 'resynced' : 'foreign';
}
