import { applicationKind } from './application';
import { applicationSetKind } from './applicationSet';
import { appProjectKind } from './appProject';
import { backupKind } from './backup';
import { backupRepositoryKind } from './backupRepository';
import { cronJobKind } from './cronJob';
import { dataDownloadKind } from './dataDownload';
import { dataUploadKind } from './dataUpload';
import { dataVolumeKind } from './dataVolume';
import { deleteBackupRequestKind } from './deleteBackupRequest';
import {
  bucketKind,
  gitRepositoryKind,
  helmRepositoryKind,
  ociRepositoryKind,
} from './fluxSources';
import { helmReleaseKind } from './helmRelease';
import { kustomizationKind } from './kustomization';
import { longhornBackupKind } from './longhornBackup';
import { longhornBackupTargetKind } from './longhornBackupTarget';
import { longhornBackupVolumeKind } from './longhornBackupVolume';
import { longhornRecurringJobKind } from './longhornRecurringJob';
import { longhornSettingKind } from './longhornSetting';
import { longhornVolumeKind } from './longhornVolume';
import { namespaceKind } from './namespace';
import { nodeAgentKind } from './nodeAgent';
import { objectStoreKind } from './objectStore';
import { persistentVolumeKind } from './persistentVolume';
import { persistentVolumeClaimKind } from './persistentVolumeClaim';
import { podKind } from './pod';
import { podVolumeBackupKind } from './podVolumeBackup';
import { podVolumeRestoreKind } from './podVolumeRestore';
import { postgresBackupKind } from './postgresBackup';
import { postgresClusterKind } from './postgresCluster';
import { postgresScheduledBackupKind } from './postgresScheduledBackup';
import { resourcePolicyKind } from './resourcePolicy';
import { restoreKind } from './restore';
import { scheduleKind } from './schedule';
import { storageClassKind } from './storageClass';
import { storageLocationKind } from './storageLocation';
import { FactKind, KindDefinition } from './types';
import { veleroServerKind } from './veleroServer';
import { virtualMachineKind } from './virtualMachine';
import { volumeSnapshotKind } from './volumeSnapshot';
import { volumeSnapshotClassKind } from './volumeSnapshotClass';

/**
 * Every kind that is watched, by its name.
 *
 * @public
 */
export const kindDefinitions: { [K in FactKind]: KindDefinition<K> } = {
  Namespace: namespaceKind,
  PersistentVolumeClaim: persistentVolumeClaimKind,
  PersistentVolume: persistentVolumeKind,
  Pod: podKind,
  StorageClass: storageClassKind,
  VolumeSnapshotClass: volumeSnapshotClassKind,
  VolumeSnapshot: volumeSnapshotKind,
  CronJob: cronJobKind,
  Schedule: scheduleKind,
  Backup: backupKind,
  BackupStorageLocation: storageLocationKind,
  Restore: restoreKind,
  PodVolumeBackup: podVolumeBackupKind,
  DataUpload: dataUploadKind,
  PodVolumeRestore: podVolumeRestoreKind,
  DataDownload: dataDownloadKind,
  BackupRepository: backupRepositoryKind,
  DeleteBackupRequest: deleteBackupRequestKind,
  VeleroServer: veleroServerKind,
  NodeAgent: nodeAgentKind,
  ResourcePolicy: resourcePolicyKind,
  PostgresCluster: postgresClusterKind,
  PostgresBackup: postgresBackupKind,
  PostgresScheduledBackup: postgresScheduledBackupKind,
  ObjectStore: objectStoreKind,
  LonghornVolume: longhornVolumeKind,
  LonghornBackup: longhornBackupKind,
  LonghornBackupVolume: longhornBackupVolumeKind,
  LonghornBackupTarget: longhornBackupTargetKind,
  LonghornRecurringJob: longhornRecurringJobKind,
  LonghornSetting: longhornSettingKind,
  VirtualMachine: virtualMachineKind,
  DataVolume: dataVolumeKind,
  Application: applicationKind,
  ApplicationSet: applicationSetKind,
  AppProject: appProjectKind,
  Kustomization: kustomizationKind,
  HelmRelease: helmReleaseKind,
  GitRepository: gitRepositoryKind,
  OCIRepository: ociRepositoryKind,
  HelmRepository: helmRepositoryKind,
  Bucket: bucketKind,
};

/** One definition of any kind, told apart by `kind`. @public */
export type AnyKindDefinition = {
  [K in FactKind]: KindDefinition<K>;
}[FactKind];

/**
 * Every kind that is watched, in the order in which a new cluster is best read:
 * few and decisive objects first, the copies of volumes last. Where the kinds of
 * Velero lie and which policies they name is known before those are looked for.
 *
 * @public
 */
export const kindDefinitionList: readonly AnyKindDefinition[] = [
  namespaceKind,
  storageLocationKind,
  scheduleKind,
  backupKind,
  veleroServerKind,
  nodeAgentKind,
  resourcePolicyKind,
  storageClassKind,
  volumeSnapshotClassKind,
  persistentVolumeClaimKind,
  persistentVolumeKind,
  postgresClusterKind,
  postgresScheduledBackupKind,
  objectStoreKind,
  longhornSettingKind,
  longhornBackupTargetKind,
  longhornRecurringJobKind,
  longhornVolumeKind,
  virtualMachineKind,
  dataVolumeKind,
  appProjectKind,
  applicationKind,
  applicationSetKind,
  gitRepositoryKind,
  ociRepositoryKind,
  helmRepositoryKind,
  bucketKind,
  kustomizationKind,
  helmReleaseKind,
  backupRepositoryKind,
  deleteBackupRequestKind,
  restoreKind,
  postgresBackupKind,
  longhornBackupVolumeKind,
  volumeSnapshotKind,
  cronJobKind,
  podKind,
  podVolumeRestoreKind,
  dataDownloadKind,
  longhornBackupKind,
  podVolumeBackupKind,
  dataUploadKind,
];
