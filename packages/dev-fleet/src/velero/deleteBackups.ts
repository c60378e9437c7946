import { KubeObject } from '../apiserver/KubeObject';
import {
  BackupObject,
  BACKUPS,
  DATA_UPLOADS,
  DELETE_REQUESTS,
  LocationObject,
  POD_VOLUME_BACKUPS,
  VeleroContext,
} from './types';
import { findLocation } from './usableLocation';
import { copiesOf } from './volumes/moveCopies';

/**
 * Works on requests to delete backups: the backup goes, with its copies of
 * volumes and what it left in the bucket. What cannot be deleted leaves the
 * request behind, with the errors (velero
 * pkg/controller/backup_deletion_controller.go).
 *
 * @internal
 */
export function deleteBackups(context: VeleroContext): void {
  for (const request of context.work.open(DELETE_REQUESTS)) {
    switch (request.status?.phase ?? '') {
      case '':
      case 'New':
        begin(context, request);
        break;
      case 'InProgress':
        complete(context, request);
        break;
      default:
    }
  }
}

function begin(context: VeleroContext, request: KubeObject): void {
  const backup = backupOf(context, request);
  const problem = backup
    ? whyNotDeletable(context, backup)
    : 'backup not found';
  if (problem || !backup) {
    patchStatus(context, request, { phase: 'Processed', errors: [problem] });
    return;
  }
  patchStatus(context, request, { phase: 'InProgress' });
  context.store.patch(BACKUPS, backup.metadata, {
    patch: { status: { phase: 'Deleting' } },
  });
}

function complete(context: VeleroContext, request: KubeObject): void {
  const { store } = context;
  const backup = backupOf(context, request);
  const location = backup && findLocation(context, backup);
  if (backup && location) {
    const { bucket, prefix } = location.spec.objectStorage;
    context.buckets.get(bucket)?.delete(prefix ?? '', backup.metadata.name);
    for (const resource of [POD_VOLUME_BACKUPS, DATA_UPLOADS] as const) {
      copiesOf(context, backup, resource).forEach(({ metadata }) =>
        store.delete(resource, metadata),
      );
    }
    store.delete(BACKUPS, backup.metadata);
  }
  store.delete(DELETE_REQUESTS, request.metadata);
}

function backupOf(
  { store, namespace }: VeleroContext,
  { spec }: KubeObject,
): BackupObject | undefined {
  const name = String(spec?.backupName);
  return store.get(BACKUPS, { namespace, name }) as BackupObject | undefined;
}

function whyNotDeletable(
  context: VeleroContext,
  backup: BackupObject,
): string | null {
  const location: LocationObject | undefined = findLocation(context, backup);
  if (!location) return 'backup storage location not found';
  const { name } = location.metadata;
  if (location.spec.accessMode === 'ReadOnly') {
    return `cannot delete backup because backup storage location ${name} is currently in read-only mode`;
  }
  return location.status?.phase === 'Available'
    ? null
    : `cannot delete backup because backup storage location ${name} is currently in Unavailable state`;
}

function patchStatus(
  { store }: VeleroContext,
  { metadata }: KubeObject,
  status: Record<string, unknown>,
): void {
  store.patch(DELETE_REQUESTS, metadata, { patch: { status } });
}
