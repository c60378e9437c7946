/** A StorageClass that clusters of the story have. @internal */
export interface StorageDriver {
  /** CSI driver; `null` for a volume plug-in of Kubernetes itself or none. */
  csi: string | null;
  provisioner: string;
  parameters: Record<string, string>;
  /** The VolumeSnapshotClass of its driver, if there is one. */
  snapshots: {
    name: string;
    /** Labelled so that Velero takes it. */
    isForVelero: boolean;
    parameters?: Record<string, string>;
  } | null;
}

/** A claim of a workload, which names its volume alike. @internal */
export interface VolumeStory {
  claim: string;
  storageClass: StorageClassName;
  gibibytes: number;
  mode?: 'Filesystem' | 'Block';
}

/** Something that runs in a namespace and keeps its data in volumes. @internal */
export interface WorkloadStory {
  namespace: string;
  name: string;
  volumes: VolumeStory[];
  /** How its one pod is; `none` when it is scaled to nothing. Default: Running. */
  pod?: 'Running' | 'Pending' | 'none';
  /** Annotations of its pod. */
  annotations?: Record<string, string>;
  /** Labels of its pod and its claims, beside `app`. */
  labels?: Record<string, string>;
}

/** @internal */
export type StorageClassName =
  | 'gp3'
  | 'ceph-block'
  | 'nfs-archive'
  | 'local-path'
  | 'longhorn';
