import { BackupFact } from '../facts';

/** How far the clocks of a Velero server and its API server may be apart. */
const CLOCK_TOLERANCE_MS = 120_000;

/**
 * Where a backup was made, as far as it can be told: `local` in this cluster,
 * by its creation time; `resynced` when it came back from the bucket and is
 * proven to be this cluster's; `foreign` when it is proven to be another's; else
 * `unknown`.
 *
 * @public
 */
export type Origin = 'local' | 'resynced' | 'foreign' | 'unknown';

/**
 * What a backup says of its origin by itself, beyond doubt: no start, hence
 * never in a bucket; created before its start, which no copy is; our label.
 *
 * @internal
 */
export function statedOrigin(run: BackupFact, cluster: string): Origin | null {
  if (run.startedAt === null) return 'local';
  if (Date.parse(run.createdAt) <= Date.parse(run.startedAt)) return 'local';
  if (run.clusterLabel === null) return null;
  return run.clusterLabel === cluster ? 'resynced' : 'foreign';
}

/**
 * Whether a backup was created soon after its start and before its end, as one
 * is that was made here by clocks that are a little apart.
 *
 * @internal
 */
export function isCreatedWhileMade(run: BackupFact): boolean {
  const createdAt = Date.parse(run.createdAt);
  const lagMs = createdAt - Date.parse(run.startedAt ?? run.createdAt);
  const isBeforeEnd =
    run.completedAt === null || createdAt < Date.parse(run.completedAt);
  return lagMs <= CLOCK_TOLERANCE_MS && isBeforeEnd;
}
