import { KubeObject } from '../../apiserver/KubeObject';
import { CLAIMS } from '../../volumes/createVolume';
import { kubeTime } from '../kubeTime';
import {
  BackupObject,
  DATA_UPLOADS,
  POD_VOLUME_BACKUPS,
  VeleroContext,
} from '../types';
import { snapshotIdOf, volumeBytes } from './volumeBytes';

const NODE = 'worker-1';

/** What changed since the last copy, as a share of the whole. */
const CHANGED_SHARE = 0.02;

/** The copies that a backup asked for, of one kind. @internal */
export function copiesOf(
  { store, namespace }: VeleroContext,
  { metadata }: Pick<BackupObject, 'metadata'>,
  resource: typeof POD_VOLUME_BACKUPS | typeof DATA_UPLOADS,
): KubeObject[] {
  return store.list(resource, {
    namespace,
    labelSelector: `velero.io/backup-uid=${metadata.uid}`,
  });
}

/**
 * What the node agent does once a copy is asked for: takes it and begins
 * (velero pkg/controller/pod_volume_backup_controller.go,
 * data_upload_controller.go).
 *
 * @internal
 */
export function beginCopies(
  context: VeleroContext,
  backup: BackupObject,
  now: Date,
): void {
  for (const resource of [POD_VOLUME_BACKUPS, DATA_UPLOADS] as const) {
    for (const copy of copiesOf(context, backup, resource)) {
      if (copy.status?.phase !== 'New') continue;
      const at = kubeTime(now);
      context.store.patch(resource, copy.metadata, {
        patch: {
          status: {
            phase: 'InProgress',
            acceptedTimestamp: at,
            startTimestamp: at,
            ...(resource === DATA_UPLOADS
              ? { node: NODE, nodeOS: 'linux' }
              : {}),
          },
        },
      });
    }
  }
}

/**
 * Ends the copies of one kind: all bytes are there, and a snapshot in the
 * repository stands for them.
 *
 * @returns how many ended
 * @internal
 */
export function endCopies(
  context: VeleroContext,
  backup: BackupObject,
  options: {
    resource: typeof POD_VOLUME_BACKUPS | typeof DATA_UPLOADS;
    now: Date;
  },
): number {
  const { resource, now } = options;
  const copies = copiesOf(context, backup, resource);
  for (const copy of copies) {
    const claim = claimOf(context, copy);
    const bytes = claim ? volumeBytes(claim) : 0;
    context.store.patch(resource, copy.metadata, {
      patch: {
        status: {
          phase: 'Completed',
          completionTimestamp: kubeTime(now),
          snapshotID: snapshotIdOf(copy),
          path: `/host_pods/${copy.metadata.uid}/mount`,
          progress: { totalBytes: bytes, bytesDone: bytes },
          incrementalBytes: Math.round(bytes * CHANGED_SHARE),
        },
      },
    });
  }
  return copies.length;
}

function claimOf(
  { store }: VeleroContext,
  { spec, metadata }: KubeObject,
): KubeObject | undefined {
  const pod = spec?.pod as { namespace: string } | undefined;
  return store.get(CLAIMS, {
    namespace: pod?.namespace ?? String(spec?.sourceNamespace),
    name:
      metadata.annotations?.['velero.io/pvc-name'] ?? String(spec?.sourcePVC),
  });
}
