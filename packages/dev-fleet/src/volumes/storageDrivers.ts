import { StorageClassName, StorageDriver } from './types';

/**
 * The storage of the story: provider snapshots, snapshots that stay in the
 * storage system, a volume plug-in without snapshots, and a driver whose
 * snapshot class nobody labelled for Velero.
 *
 * @internal
 */
export const storageDrivers: Record<StorageClassName, StorageDriver> = {
  gp3: {
    csi: 'ebs.csi.aws.com',
    provisioner: 'ebs.csi.aws.com',
    parameters: { type: 'gp3', encrypted: 'true' },
    snapshots: { name: 'ebs', isForVelero: true },
  },
  'ceph-block': {
    csi: 'rook-ceph.rbd.csi.ceph.com',
    provisioner: 'rook-ceph.rbd.csi.ceph.com',
    parameters: { clusterID: 'rook-ceph', pool: 'replicapool' },
    snapshots: {
      name: 'ceph-block',
      isForVelero: true,
      parameters: { clusterID: 'rook-ceph' },
    },
  },
  'nfs-archive': {
    csi: null,
    provisioner: 'cluster.local/nfs-subdir-external-provisioner',
    parameters: { archiveOnDelete: 'true' },
    snapshots: null,
  },
  'local-path': {
    csi: null,
    provisioner: 'rancher.io/local-path',
    parameters: {},
    snapshots: null,
  },
  longhorn: {
    csi: 'driver.longhorn.io',
    provisioner: 'driver.longhorn.io',
    parameters: { numberOfReplicas: '3', staleReplicaTimeout: '30' },
    snapshots: {
      name: 'longhorn',
      isForVelero: false,
      parameters: { type: 'snap' },
    },
  },
};
