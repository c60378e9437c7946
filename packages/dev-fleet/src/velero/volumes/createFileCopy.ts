import { KubeObject } from '../../apiserver/KubeObject';
import { BackupObject, POD_VOLUME_BACKUPS, VeleroContext } from '../types';
import { FileCopy } from './VolumePlan';

/**
 * Asks the node agent for a copy of one volume: a PodVolumeBackup with the
 * labels and tags that Velero gives it (velero pkg/podvolume/backupper.go
 * newPodVolumeBackup).
 *
 * @internal
 */
export function createFileCopy(
  { store, namespace }: VeleroContext,
  backup: BackupObject,
  { pod, volume, claim }: FileCopy,
): KubeObject {
  const { name, uid } = backup.metadata;
  const location = String(backup.spec.storageLocation);
  const from = pod.metadata;
  return store.create(POD_VOLUME_BACKUPS, {
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
      },
      annotations: { 'velero.io/pvc-name': claim.metadata.name },
    },
    spec: {
      backupStorageLocation: location,
      node: pod.spec?.nodeName,
      pod: {
        kind: 'Pod',
        namespace: from.namespace,
        name: from.name,
        uid: from.uid,
      },
      volume,
      repoIdentifier: '',
      uploaderType: 'kopia',
      tags: {
        backup: name,
        'backup-uid': uid,
        ns: from.namespace,
        pod: from.name,
        'pod-uid': from.uid,
        'pvc-uid': claim.metadata.uid,
        volume,
      },
    },
    status: { phase: 'New' },
  });
}
