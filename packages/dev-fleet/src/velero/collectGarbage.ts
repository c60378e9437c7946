import {
  BackupObject,
  BACKUPS,
  LocationObject,
  LOCATIONS,
  VeleroContext,
} from './types';

/**
 * Deletes what has expired, from the bucket and the cluster, if its location
 * can be written to (velero pkg/controller/gc_controller.go).
 *
 * @internal
 */
export function collectGarbage(context: VeleroContext, now: Date): void {
  const { store, namespace, buckets } = context;
  for (const object of store.list(BACKUPS, { namespace })) {
    const backup = object as BackupObject;
    const expiration = backup.status?.expiration;
    if (!expiration || Date.parse(expiration) > now.getTime()) {
      continue;
    }
    const location = store.get(LOCATIONS, {
      namespace,
      name: String(backup.spec.storageLocation),
    }) as LocationObject | undefined;
    if (
      location?.status?.phase !== 'Available' ||
      location.spec.accessMode === 'ReadOnly'
    ) {
      continue;
    }
    const { bucket, prefix } = location.spec.objectStorage;
    buckets.get(bucket)?.delete(prefix ?? '', backup.metadata.name);
    store.delete(BACKUPS, { namespace, name: backup.metadata.name });
  }
}
