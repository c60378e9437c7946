import { KubeObject } from '../../apiserver/KubeObject';

/** A volume that the node agent copies out of a running pod. @internal */
export interface FileCopy {
  path: 'fs-backup';
  pod: KubeObject;
  /** Name of the volume in the pod. */
  volume: string;
  claim: KubeObject;
}

/**
 * A volume that its CSI driver snapshots; with the data mover the snapshot is
 * then carried to the storage location.
 *
 * @internal
 */
export interface SnapshotCopy {
  path: 'data-mover' | 'csi-snapshot';
  claim: KubeObject;
  driver: string;
  snapshotClass: string;
}

/** What a run does with the volumes; those it skips are not there. @internal */
export type VolumeCopy = FileCopy | SnapshotCopy;
