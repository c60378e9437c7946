import type { BackupFact } from '@velero-manager/backstage-plugin-velero-manager-common';

/** The API server stamps creation, so what came back from a bucket was created after it ran. */
const TOLERANCE_MS = 120_000;

/**
 * Whether a backup was made in the cluster that shows it, and not copied there
 * from a storage location that others write to as well.
 *
 * @internal
 */
export function isLocalRun(run: BackupFact): boolean {
  return (
    run.startedAt !== null &&
    Date.parse(run.createdAt) - Date.parse(run.startedAt) <= TOLERANCE_MS
  );
}
