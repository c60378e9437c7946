import { ClusterPlace, leafDirectory } from './layout';

/** A database, by the names that its paths are made of. @internal */
export interface DatabasePlace extends ClusterPlace {
  namespace: string;
}

/**
 * Where a new ObjectStore or ScheduledBackup of a database stands (ADR 26).
 *
 * @internal
 */
export function databasePath(
  place: DatabasePlace,
  folder: 'object-stores' | 'scheduled-backups',
  name: string,
): string {
  const leaf = leafDirectory(place, 'velero-config');
  return `${leaf}/databases/${place.namespace}/${folder}/${name}.yaml`;
}
