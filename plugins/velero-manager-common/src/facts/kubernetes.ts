/** A PersistentVolumeClaim, reduced to what a verdict needs. @public */
export interface PersistentVolumeClaimFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  labels: Record<string, string>;
  /** `Pending`, `Bound` or `Lost`. */
  phase: string;
  storageClass: string | null;
  volumeMode: 'Filesystem' | 'Block';
  accessModes: string[];
  requestedBytes: number | null;
  /** Name of the PersistentVolume it is bound to, or `null`. */
  volumeName: string | null;
  /** Made for one Pod and gone with it (a generic ephemeral volume). */
  isEphemeral: boolean;
  /** The CloudNative-PG Cluster it belongs to, from label `cnpg.io/cluster`. */
  postgresCluster: string | null;
  /** Annotation `velero.io/csi-volumesnapshot-class`, which beats all else, or `null`. */
  snapshotClass: string | null;
  /** Annotation `velero-manager.io/exempt`: asks for an exemption, grants none. */
  exemptionRequested: boolean;
}

/** A PersistentVolume, reduced to what a verdict needs. @public */
export interface PersistentVolumeFact {
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  phase: string;
  storageClass: string | null;
  capacityBytes: number | null;
  claim: { namespace: string; name: string } | null;
  /**
   * What backs it: the key in `spec`, such as `csi`, `nfs`, `hostPath`,
   * `awsElasticBlockStore`, as Velero's volume policies spell it.
   */
  type: string;
  csi: {
    driver: string;
    handle: string;
    attributes: Record<string, string>;
  } | null;
  nfs: { server: string; path: string } | null;
}

/**
 * A Pod that uses a PersistentVolumeClaim, reduced to what a verdict needs; other
 * pods are not kept.
 *
 * @public
 */
export interface PodFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  labels: Record<string, string>;
  /** `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`. */
  phase: string;
  node: string | null;
  volumes: {
    name: string;
    claim: string;
    /** Whether a container mounts it as files. */
    isMounted: boolean;
  }[];
  /** Annotation `backup.velero.io/backup-volumes`, split. */
  backupVolumes: string[];
  /** Annotation `backup.velero.io/backup-volumes-excludes`, split. */
  excludedVolumes: string[];
}

/** A StorageClass. @public */
export interface StorageClassFact {
  name: string;
  uid: string;
  createdAt: string;
  provisioner: string;
  parameters: Record<string, string>;
  isDefault: boolean;
  /** Annotation `velero.io/csi-volumesnapshot-class`, or `null`. */
  snapshotClass: string | null;
}

/** A CSI VolumeSnapshotClass. @public */
export interface VolumeSnapshotClassFact {
  name: string;
  uid: string;
  createdAt: string;
  driver: string;
  deletionPolicy: string;
  parameters: Record<string, string>;
  /** Label `velero.io/csi-volumesnapshot-class`, whatever its value (velero pkg/util/csi). */
  isForVelero: boolean;
  /** Annotation `snapshot.storage.kubernetes.io/is-default-class`, whatever its value. */
  isDefault: boolean;
}

/** A CSI VolumeSnapshot. @public */
export interface VolumeSnapshotFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  deletedAt: string | null;
  claim: string | null;
  snapshotClass: string | null;
  isReady: boolean;
  /** The moment the data is of, or `null` until the driver said it. */
  takenAt: string | null;
  error: string | null;
  restoreBytes: number | null;
}

/** A Kubernetes CronJob: the home-made backup that a schedule may replace. @public */
export interface CronJobFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  cron: string;
  zone: string | null;
  suspended: boolean;
  images: string[];
  /** Names of the claims that its pods mount. */
  claims: string[];
  lastScheduledAt: string | null;
  lastSucceededAt: string | null;
}
