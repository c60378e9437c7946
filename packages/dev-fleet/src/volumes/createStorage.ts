import { ObjectStore } from '../apiserver/ObjectStore';
import { storageDrivers } from './storageDrivers';
import { StorageClassName } from './types';

/** API resources of storage. @internal */
export const STORAGE_CLASSES = 'storageclasses.storage.k8s.io';
/** @internal */
export const SNAPSHOT_CLASSES = 'volumesnapshotclasses.snapshot.storage.k8s.io';

/** Label by which Velero finds the class for a driver (velero pkg/util/csi). */
const FOR_VELERO = 'velero.io/csi-volumesnapshot-class';

/**
 * Creates the storage classes of a cluster, the first one as its default, with
 * the snapshot classes of their drivers.
 *
 * @internal
 */
export function createStorage(
  names: readonly StorageClassName[],
  store: ObjectStore,
): void {
  for (const name of names) {
    const { csi, provisioner, parameters, snapshots } = storageDrivers[name];
    const isDefault = name === names[0];
    store.create(STORAGE_CLASSES, {
      metadata: {
        name,
        annotations: {
          'storageclass.kubernetes.io/is-default-class': String(isDefault),
        },
      },
      provisioner,
      parameters,
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'Immediate',
    });
    if (csi && snapshots) {
      store.create(SNAPSHOT_CLASSES, {
        metadata: {
          name: snapshots.name,
          labels: snapshots.isForVelero ? { [FOR_VELERO]: 'true' } : {},
        },
        driver: csi,
        deletionPolicy: 'Delete',
        parameters: snapshots.parameters,
      });
    }
  }
}
