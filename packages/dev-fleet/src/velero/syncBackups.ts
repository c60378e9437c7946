import { BACKUPS, LocationObject, LOCATIONS, VeleroContext } from './types';

/**
 * Creates a Backup for each one found in the bucket, whoever made it, with its
 * original labels and status (velero pkg/controller/backup_sync_controller.go).
 * That is how one cluster comes to show another's backups.
 *
 * @internal
 */
export function syncBackups(context: VeleroContext): void {
  const { store, namespace, buckets } = context;
  for (const object of store.list(LOCATIONS, { namespace })) {
    const location = object as LocationObject;
    const { bucket: bucketName, prefix = '' } = location.spec.objectStorage;
    const bucket = buckets.get(bucketName);
    if (
      !bucket ||
      bucket.unavailable ||
      location.status?.phase !== 'Available'
    ) {
      continue;
    }
    for (const { metadata, spec, status } of bucket.list(prefix)) {
      const { name, labels, annotations } = metadata;
      if (store.get(BACKUPS, { namespace, name })) {
        continue;
      }
      store.create(BACKUPS, {
        metadata: {
          namespace,
          name,
          labels: {
            ...labels,
            'velero.io/storage-location': location.metadata.name,
          },
          annotations: { ...annotations },
        },
        spec: { ...spec, storageLocation: location.metadata.name },
        status,
      });
    }
  }
}
