import { randomUUID } from 'node:crypto';
import { KubeObject } from '../apiserver/KubeObject';
import { kubeTime } from './kubeTime';
import {
  BackupObject,
  BACKUPS,
  DATA_DOWNLOADS,
  DATA_UPLOADS,
  POD_VOLUME_BACKUPS,
  POD_VOLUME_RESTORES,
  RESTORES,
  VeleroContext,
} from './types';
import { copiesOf } from './volumes/moveCopies';

interface RestoreObject extends KubeObject {
  spec: { backupName: string; namespaceMapping?: Record<string, string> };
}

/**
 * Moves every unfinished restore one step on: New → InProgress → Finalizing →
 * Completed (velero pkg/controller/restore_controller.go,
 * restore_finalizer_controller.go). Each copied volume is copied back; the
 * objects themselves are not made.
 *
 * @internal
 */
export function runRestores(context: VeleroContext, now: Date): void {
  for (const object of context.work.open(RESTORES)) {
    const restore = object as RestoreObject;
    switch (restore.status?.phase ?? '') {
      case '':
        patchStatus(context, restore, { phase: 'New' });
        break;
      case 'New':
        start(context, restore, now);
        break;
      case 'InProgress':
        if (now.getTime() - startOf(restore) >= context.durationMs) {
          endDownloads(context, restore, now);
          patchStatus(context, restore, { phase: 'Finalizing' });
        }
        break;
      case 'Finalizing':
        patchStatus(context, restore, {
          phase: 'Completed',
          completionTimestamp: kubeTime(now),
          progress: { totalItems: 128, itemsRestored: 128 },
        });
        break;
      default:
    }
  }
}

function start(
  context: VeleroContext,
  restore: RestoreObject,
  now: Date,
): void {
  const { store, namespace } = context;
  const name = restore.spec.backupName;
  const backup = store.get(BACKUPS, { namespace, name }) as
    | BackupObject
    | undefined;
  if (!backup) {
    patchStatus(context, restore, {
      phase: 'FailedValidation',
      validationErrors: [
        `Error retrieving backup: Backup.velero.io "${name}" not found`,
      ],
    });
    return;
  }
  const copied = copiesOf(context, backup, POD_VOLUME_BACKUPS);
  const moved = copiesOf(context, backup, DATA_UPLOADS);
  copied.forEach(copy => createFileRestore(context, { restore, copy, now }));
  moved.forEach(copy => createDataDownload(context, { restore, copy, now }));
  patchStatus(context, restore, {
    phase: 'InProgress',
    startTimestamp: kubeTime(now),
    progress: { totalItems: 128, itemsRestored: 0 },
    ...(moved.length > 0
      ? { restoreItemOperationsAttempted: moved.length }
      : {}),
  });
}

interface VolumeRestore {
  restore: RestoreObject;
  copy: KubeObject;
  now: Date;
}

function createFileRestore(
  { store }: VeleroContext,
  { restore, copy, now }: VolumeRestore,
): void {
  const { spec, status } = copy;
  const pod = spec?.pod as { namespace: string; name: string; uid: string };
  store.create(POD_VOLUME_RESTORES, {
    metadata: marksOf(restore),
    spec: {
      backupStorageLocation: spec?.backupStorageLocation,
      pod: {
        ...pod,
        namespace: targetOf(restore, pod.namespace),
        uid: randomUUID(),
      },
      repoIdentifier: '',
      snapshotID: status?.snapshotID,
      sourceNamespace: pod.namespace,
      uploaderType: 'kopia',
      volume: spec?.volume,
    },
    status: begunStatus(now),
  });
}

function createDataDownload(
  { store }: VeleroContext,
  { restore, copy, now }: VolumeRestore,
): void {
  const { spec, status } = copy;
  const sourceNamespace = String(spec?.sourceNamespace);
  store.create(DATA_DOWNLOADS, {
    metadata: marksOf(restore),
    spec: {
      backupStorageLocation: spec?.backupStorageLocation,
      operationTimeout: '10m0s',
      snapshotID: status?.snapshotID,
      sourceNamespace,
      targetVolume: {
        namespace: targetOf(restore, sourceNamespace),
        pv: '',
        pvc: spec?.sourcePVC,
      },
      nodeOS: 'linux',
    },
    status: { ...begunStatus(now), node: 'worker-1' },
  });
}

/** Name and marks of what a restore asks for (velero pkg/podvolume/restorer.go). */
function marksOf({ apiVersion, metadata }: RestoreObject) {
  const { namespace, name, uid } = metadata;
  return {
    namespace,
    generateName: `${name}-`,
    labels: { 'velero.io/restore-name': name, 'velero.io/restore-uid': uid },
    ownerReferences: [
      { apiVersion, kind: 'Restore', name, uid, controller: true },
    ],
  };
}

function targetOf({ spec }: RestoreObject, namespace: string): string {
  return spec.namespaceMapping?.[namespace] ?? namespace;
}

function begunStatus(now: Date) {
  const at = kubeTime(now);
  return { phase: 'InProgress', acceptedTimestamp: at, startTimestamp: at };
}

function endDownloads(
  { store, namespace }: VeleroContext,
  { metadata }: RestoreObject,
  now: Date,
): void {
  for (const resource of [POD_VOLUME_RESTORES, DATA_DOWNLOADS]) {
    const labelSelector = `velero.io/restore-uid=${metadata.uid}`;
    for (const copy of store.list(resource, { namespace, labelSelector })) {
      store.patch(resource, copy.metadata, {
        patch: {
          status: { phase: 'Completed', completionTimestamp: kubeTime(now) },
        },
      });
    }
  }
}

function startOf({ status }: RestoreObject): number {
  return Date.parse(String(status?.startTimestamp));
}

function patchStatus(
  { store }: VeleroContext,
  { metadata }: RestoreObject,
  status: Record<string, unknown>,
): void {
  store.patch(RESTORES, metadata, { patch: { status } });
}
