import { ClusterPlace, leafDirectory } from './layout';

/**
 * Where a new BackupTarget or RecurringJob of a cluster stands (ADR 26).
 *
 * @internal
 */
export function longhornPath(
  place: ClusterPlace,
  folder: 'backup-targets' | 'recurring-jobs',
  name: string,
): string {
  const leaf = leafDirectory(place, 'velero-config');
  return `${leaf}/longhorn/${folder}/${name}.yaml`;
}
