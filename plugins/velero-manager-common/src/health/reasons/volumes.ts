import { ReasonTable } from './ReasonTable';

/** Reasons of verdicts on volumes and virtual machines. @internal */
export const volumeReasons = {
  volume_no_data_path: {
    states: ['DEGRADED'],
    means:
      'A schedule takes the objects of the namespace but not the data of the volume. Velero calls such runs Completed.',
    remedy:
      'Let the schedule copy its files (defaultVolumesToFsBackup) or move its snapshots (snapshotMoveData); the message says what stands against it.',
  },
  data_path_unknown: {
    states: ['UNKNOWN'],
    means:
      'Too little of the cluster can be read to say whether the data is taken.',
    remedy: 'Let Velero Manager read what the message names.',
  },
  volume_copy_failed: {
    states: ['DEGRADED'],
    means: 'The last run ended well but for the copy of this volume.',
    remedy: 'Look at the PodVolumeBackup or DataUpload of the run.',
  },
  volume_without_evidence: {
    states: ['DEGRADED'],
    means:
      'The last run ended well, but no copy and no snapshot shows that the volume is in it.',
    remedy:
      'Read the warnings of the run; the volume may have been skipped because of its pod.',
  },
  volume_evidence_unread: {
    states: ['UNKNOWN'],
    means:
      'The copies that runs make of volumes cannot be read, so that nobody knows what is in a backup.',
    remedy: 'Let Velero Manager read the kind that the message names.',
  },
  volume_custom_action: {
    states: ['UNKNOWN'],
    means:
      'A volume policy with action custom leaves the volume to a plug-in whose copies leave no trace.',
    remedy: 'Check with that plug-in, or ask for an exemption.',
  },
  snapshot_not_offsite: {
    states: ['DEGRADED'],
    means:
      'The copies are snapshots in the storage system of the cluster, and are lost together with it.',
    remedy:
      'Let Velero move the data of snapshots (snapshotMoveData), or copy files.',
  },
  repository_ready: {
    states: ['HEALTHY'],
    means: 'Velero could open the repository that copies of volumes go to.',
    remedy: '',
  },
  repository_not_ready: {
    states: ['DEGRADED'],
    means:
      'The repository that copies of this namespace’s volumes go to cannot be opened, so that the next copies will fail.',
    remedy: 'Read the message of the BackupRepository.',
  },
  vm_plugin_missing: {
    states: ['DEGRADED'],
    means:
      'The Velero server runs without the KubeVirt plug-in. Backups of the machine end Completed and do not restore cleanly.',
    remedy: 'Add kubevirt-velero-plugin to the Velero server.',
  },
  vm_plugin_unknown: {
    states: ['UNKNOWN'],
    means:
      'The Deployment of the Velero server cannot be read, and with it whether it has the KubeVirt plug-in.',
    remedy: 'Let Velero Manager read Deployments in the namespace of Velero.',
  },
  vm_disk_missing: {
    states: ['DEGRADED'],
    means: 'The machine is taken without all of its disks.',
    remedy: 'Give the disks that the message names a data path.',
  },
} as const satisfies ReasonTable;
