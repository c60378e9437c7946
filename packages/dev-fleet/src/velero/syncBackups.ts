import { KubeObject } from '../apiserver/KubeObject';
import { StoredBackup } from './ObjectBucket';
import {
  BACKUPS,
  LocationObject,
  LOCATIONS,
  POD_VOLUME_BACKUPS,
  VeleroContext,
} from './types';

/**
 * Creates a Backup for each one found in the bucket, whoever made it, with its
 * original labels and status, and the PodVolumeBackups that belong to it
 * (velero pkg/controller/backup_sync_controller.go). That is how one cluster
 * comes to show another's backups.
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
    // What is there was there before, unless one of these has moved.
    const seen = `${bucket.revision} ${context.work.removals}`;
    const { name } = location.metadata;
    if (context.synced.get(name) !== seen) {
      syncMissing(context, bucket.list(prefix), name);
      context.synced.set(name, seen);
    }
  }
}

function syncMissing(
  context: VeleroContext,
  backups: StoredBackup[],
  location: string,
): void {
  const { store, namespace } = context;
  for (const stored of backups) {
    const { name } = stored.backup.metadata;
    if (!store.get(BACKUPS, { namespace, name })) {
      syncBackup(context, stored, location);
    }
  }
}

function syncBackup(
  { store, namespace }: VeleroContext,
  { backup, copies }: StoredBackup,
  location: string,
): void {
  const { metadata, spec, status } = backup;
  const { name, labels, annotations } = metadata;
  const { uid } = store.create(BACKUPS, {
    metadata: {
      namespace,
      name,
      labels: { ...labels, 'velero.io/storage-location': location },
      annotations: { ...annotations },
    },
    spec: { ...spec, storageLocation: location },
    status,
  }).metadata;
  for (const copy of copies) {
    if (store.get(POD_VOLUME_BACKUPS, keyOf(copy, namespace))) continue;
    store.create(POD_VOLUME_BACKUPS, {
      metadata: {
        ...keyOf(copy, namespace),
        annotations: copy.metadata.annotations,
        labels: { ...copy.metadata.labels, 'velero.io/backup-uid': uid },
      },
      spec: { ...copy.spec, backupStorageLocation: location },
      status: copy.status,
    });
  }
}

function keyOf({ metadata }: KubeObject, namespace: string) {
  return { namespace, name: metadata.name };
}
