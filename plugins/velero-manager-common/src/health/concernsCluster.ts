import { ReasonCode } from './reasons';
import { ProtectionVerdict } from './verdict';

/**
 * What is for the team of a service to decide: that nobody asked for a backup,
 * asked for less than there could be, or has stopped it on purpose.
 */
const OF_SERVICE_ALONE: ReadonlySet<string> = new Set<ReasonCode>([
  'no_scheduled_backup',
  'only_file_copies',
  'no_wal_archive',
  'base_backup_not_scheduled',
  'base_backup_on_volume_snapshot',
  'scheduled_backup_five_fields',
  'longhorn_volume_detached',
]);

/**
 * Whether a verdict on what lies in the namespace of a service, a database or a
 * volume, is one on the cluster too: a promise that is kept or broken, or of
 * which nobody knows (docs/adr/0024-a-cluster-answers-for-what-was-promised.md).
 *
 * @internal
 */
export function concernsCluster({ state, reason }: ProtectionVerdict): boolean {
  return (
    !['PAUSED', 'PENDING', 'EXEMPT'].includes(state) &&
    !OF_SERVICE_ALONE.has(reason)
  );
}
