import {
  BackupObject,
  LocationObject,
  LOCATIONS,
  VeleroContext,
} from './types';

/** The storage location that a backup names, or the default one. @internal */
export function findLocation(
  context: VeleroContext,
  backup: BackupObject,
): LocationObject | undefined {
  const locations = context.store.list(LOCATIONS, {
    namespace: context.namespace,
  }) as LocationObject[];
  const wanted = backup.spec.storageLocation;
  return locations.find(location =>
    wanted ? location.metadata.name === wanted : location.spec.default,
  );
}

/**
 * Why no backup can be written to a location, in Velero's words (velero
 * pkg/controller/backup_controller.go prepareBackupRequest), or null.
 *
 * @internal
 */
export function whyNotUsable(
  location: LocationObject | undefined,
  backup: BackupObject,
): string | null {
  if (!location) {
    return `an existing backup storage location wasn't specified at backup creation time and the default '${
      backup.spec.storageLocation ?? 'default'
    }' wasn't found`;
  }
  const { name } = location.metadata;
  if (location.spec.accessMode === 'ReadOnly') {
    return `backup can't be created because backup storage location ${name} is currently in read-only mode`;
  }
  if (location.status?.phase !== 'Available') {
    return `backup can't be created because BackupStorageLocation ${name} is in Unavailable status.`;
  }
  return null;
}
