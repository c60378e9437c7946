import { KubeObject } from '../../apiserver/KubeObject';
import { BackupObject, DATA_UPLOADS, VeleroContext } from '../types';
import { SnapshotCopy } from './VolumePlan';

/**
 * Asks the data mover for a copy of one volume: a DataUpload with the labels
 * that Velero gives it (velero pkg/backup/actions/csi/pvc_action.go
 * newDataUpload).
 *
 * @internal
 */
export function createDataUpload(
  { store, namespace }: VeleroContext,
  backup: BackupObject,
  { claim, driver, snapshotClass }: SnapshotCopy,
): KubeObject {
  const { name, uid } = backup.metadata;
  const { namespace: sourceNamespace, name: sourcePVC } = claim.metadata;
  const [operation] = claim.metadata.uid.split('-');
  return store.create(DATA_UPLOADS, {
    metadata: {
      namespace,
      generateName: `${name}-`,
      ownerReferences: [
        {
          apiVersion: backup.apiVersion,
          kind: 'Backup',
          name,
          uid,
          controller: true,
        },
      ],
      labels: {
        'velero.io/backup-name': name,
        'velero.io/backup-uid': uid,
        'velero.io/pvc-uid': claim.metadata.uid,
        'velero.io/async-operation-id': `du-${uid}.${operation}`,
      },
    },
    spec: {
      backupStorageLocation: String(backup.spec.storageLocation),
      csiSnapshot: {
        driver,
        snapshotClass,
        storageClass: claim.spec?.storageClassName,
        volumeSnapshot: `velero-${sourcePVC}-${operation}`,
      },
      operationTimeout: '10m0s',
      snapshotType: 'CSI',
      sourceNamespace,
      sourcePVC,
    },
    status: { phase: 'New' },
  });
}
