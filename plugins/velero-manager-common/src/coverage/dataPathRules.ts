/** What a rule of `dataPathOf` means and what to do about it. @public */
export interface CoverageRule {
  means: string;
  remedy: string;
}

/**
 * Every rule by which `dataPathOf` decides, in the order in which it asks: the
 * order of Velero 1.18 (velero internal/volumehelper/volume_policy_helper.go,
 * pkg/podvolume/backupper.go, pkg/backup/item_backupper.go,
 * pkg/backup/actions/csi/pvc_action.go).
 *
 * @public
 */
export const DATA_PATH_RULES = {
  scope_refused: {
    means:
      'Velero refuses the whole run, or cannot list anything, because of how it is written.',
    remedy: 'Mend what the message names in the schedule.',
  },
  namespace_not_covered: {
    means: 'The lists of namespaces leave out the namespace of the volume.',
    remedy: 'Add the namespace to a schedule.',
  },
  kind_not_covered: {
    means: 'The backup leaves out PersistentVolumeClaims.',
    remedy: 'Include the kind persistentvolumeclaims in the schedule.',
  },
  claim_excluded: {
    means:
      'The claim carries the label velero.io/exclude-from-backup, so Velero leaves it out.',
    remedy: 'Remove the label, or exempt the volume.',
  },
  claim_deleted: {
    means: 'The claim is being deleted, and Velero leaves out such objects.',
    remedy: '',
  },
  labels_not_selected: {
    means:
      'The label selector of the backup takes neither the claim nor a pod that uses it.',
    remedy: 'Label the claim or its pod, or widen the selector.',
  },
  policy_skip: {
    means: 'A volume policy tells Velero to skip the volume.',
    remedy: 'Change the volume policy, or exempt the volume.',
  },
  policy_custom: {
    means:
      'A volume policy leaves the volume to another plug-in, whose work we cannot see.',
    remedy: 'Check with that plug-in that the volume is copied.',
  },
  claim_unbound: {
    means:
      'The claim has no volume yet, or lost it. There is nothing to copy, and the run ends PartiallyFailed.',
    remedy: 'Find out why no volume is bound, or delete the claim.',
  },
  fs_no_pod: {
    means:
      'A volume policy asks for a copy of the files, but no pod uses the volume, and Velero reads files only through a pod.',
    remedy: 'Choose the action snapshot for it, or let a pod mount it.',
  },
  fs_pod_kind_not_covered: {
    means:
      'Files are copied through a pod, and the backup leaves out the kind pods.',
    remedy: 'Include the kind pods in the schedule.',
  },
  fs_pod_not_selected: {
    means:
      'Files are copied through a pod, and the backup leaves out the pod that uses the volume.',
    remedy: 'Let the selector take the pod too, or remove its exclude label.',
  },
  fs_pod_not_running: {
    means:
      'Files are copied through a running pod, and no pod that uses the volume runs. Velero only warns of it and the run still ends Completed.',
    remedy: 'Use snapshots for volumes that are not always in use.',
  },
  fs_host_path: {
    means: 'Velero cannot copy the files of a hostPath volume.',
    remedy: 'Move the data to another kind of volume.',
  },
  fs_block_volume: {
    means: 'Velero cannot copy files of a volume that is used as a block device.',
    remedy: 'Use a CSI snapshot, moved by the data mover.',
  },
  fs_not_mounted: {
    means: 'No container mounts the volume, so there is no folder to copy.',
    remedy: 'Mount it, or use snapshots.',
  },
  fs_no_node_agent: {
    means: "Velero's node agent, which copies files, is not installed.",
    remedy: 'Install the node agent.',
  },
  fs_node_agent_not_ready: {
    means:
      "Velero's node agent, which copies files, does not run on any node at present.",
    remedy: 'Look at the pods of the DaemonSet node-agent.',
  },
  fs_backup: {
    means: 'The node agent copies the files of the volume to the storage location.',
    remedy: '',
  },
  snapshots_off: {
    means: 'The backup says snapshotVolumes: false and nothing else copies the volume.',
    remedy: 'Turn snapshots on, or copy files with the node agent.',
  },
  path_unknown: {
    means: 'Too little is known of the volume to say how its data is taken.',
    remedy: 'Let Velero Manager read pods, volumes and classes of the cluster.',
  },
  no_storage_class: {
    means:
      'The claim has no StorageClass, or one that does not exist. Velero then finds no snapshot class, and the run ends PartiallyFailed.',
    remedy: 'Give the claim a StorageClass, or copy its files instead.',
  },
  no_snapshot_class: {
    means:
      'No VolumeSnapshotClass fits the CSI driver of the volume, so it cannot be snapshot, and the run ends PartiallyFailed.',
    remedy:
      'Create a VolumeSnapshotClass for the driver with label velero.io/csi-volumesnapshot-class: "true".',
  },
  mover_no_node_agent: {
    means:
      'The data of snapshots is moved by the node agent, which is not installed. The run waits for it until it times out.',
    remedy: 'Install the node agent.',
  },
  mover_node_agent_not_ready: {
    means:
      'The data of snapshots is moved by the node agent, which does not run on any node at present.',
    remedy: 'Look at the pods of the DaemonSet node-agent.',
  },
  data_mover: {
    means:
      'Velero takes a CSI snapshot and moves its data to the storage location.',
    remedy: '',
  },
  csi_snapshot: {
    means: 'Velero takes a CSI snapshot, which stays in the storage system.',
    remedy: 'Set snapshotMoveData: true to have a copy apart from the cluster.',
  },
  csi_feature_off: {
    means:
      'The volume is of a CSI driver, and the Velero server runs without the feature EnableCSI.',
    remedy: 'Start the Velero server with --features=EnableCSI.',
  },
  no_snapshot_plugin: {
    means:
      'No plug-in of Velero knows how to snapshot this type of volume. Velero says so in its log only, and the run ends Completed.',
    remedy: 'Copy its files with the node agent.',
  },
  volume_not_covered: {
    means:
      'The backup leaves out PersistentVolumes, and native snapshots are taken of those.',
    remedy: 'Do not exclude persistentvolumes, nor say includeClusterResources: false.',
  },
  native_snapshot: {
    means: 'A plug-in of Velero lets the provider of the storage take a snapshot.',
    remedy: '',
  },
} as const satisfies Readonly<Record<string, CoverageRule>>;

/**
 * What a rule means; one that this version does not know is none.
 *
 * @public
 */
export function findDataPathRule(rule: string): CoverageRule | null {
  return Object.hasOwn(DATA_PATH_RULES, rule)
    ? DATA_PATH_RULES[rule as DataPathRule]
    : null;
}

/** A rule by which `dataPathOf` decides. @public */
export type DataPathRule = keyof typeof DATA_PATH_RULES;
