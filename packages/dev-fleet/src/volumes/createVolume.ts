import { KubeObject } from '../apiserver/KubeObject';
import { ObjectStore } from '../apiserver/ObjectStore';
import { storageDrivers } from './storageDrivers';
import { VolumeStory } from './types';

/** API resources of volumes. @internal */
export const CLAIMS = 'persistentvolumeclaims';
/** @internal */
export const VOLUMES = 'persistentvolumes';

/**
 * Creates a claim and the volume that is bound to it.
 *
 * @returns the claim
 * @internal
 */
export function createVolume(
  volume: VolumeStory,
  options: {
    store: ObjectStore;
    namespace: string;
    labels?: Record<string, string>;
  },
): KubeObject {
  const { store, namespace, labels } = options;
  const { claim: name, storageClass, gibibytes, mode } = volume;
  const storage = `${gibibytes}Gi`;
  const volumeMode = mode ?? 'Filesystem';
  const accessModes = ['ReadWriteOnce'];
  const { uid } = store.create(CLAIMS, {
    metadata: { namespace, name, labels },
    spec: {
      accessModes,
      resources: { requests: { storage } },
      storageClassName: storageClass,
      volumeMode,
    },
  }).metadata;
  const volumeName = `pvc-${uid}`;
  store.create(VOLUMES, {
    metadata: { name: volumeName },
    spec: {
      capacity: { storage },
      accessModes,
      claimRef: {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        ...{ namespace, name, uid },
      },
      persistentVolumeReclaimPolicy: 'Delete',
      storageClassName: storageClass,
      volumeMode,
      ...sourceOf(volume, volumeName),
    },
    status: { phase: 'Bound' },
  });
  return store.patch(
    CLAIMS,
    { namespace, name },
    {
      patch: {
        spec: { volumeName },
        status: { phase: 'Bound', accessModes, capacity: { storage } },
      },
    },
  );
}

/** What backs a volume: the key of its kind in `spec`. */
function sourceOf(
  { storageClass }: VolumeStory,
  volumeName: string,
): Record<string, unknown> {
  const { csi } = storageDrivers[storageClass];
  if (csi) {
    return { csi: { driver: csi, volumeHandle: volumeName, fsType: 'ext4' } };
  }
  return storageClass === 'nfs-archive'
    ? { nfs: { server: 'nfs.shop.example', path: `/export/${volumeName}` } }
    : { hostPath: { path: `/opt/local-path-provisioner/${volumeName}` } };
}
