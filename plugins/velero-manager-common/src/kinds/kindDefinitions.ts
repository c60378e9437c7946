import { applicationKind } from './application';
import { applicationSetKind } from './applicationSet';
import { appProjectKind } from './appProject';
import { backupKind } from './backup';
import { backupRepositoryKind } from './backupRepository';
import { dataDownloadKind } from './dataDownload';
import { dataUploadKind } from './dataUpload';
import { deleteBackupRequestKind } from './deleteBackupRequest';
import {
  bucketKind,
  gitRepositoryKind,
  helmRepositoryKind,
  ociRepositoryKind,
} from './fluxSources';
import { helmReleaseKind } from './helmRelease';
import { kustomizationKind } from './kustomization';
import { namespaceKind } from './namespace';
import { podVolumeBackupKind } from './podVolumeBackup';
import { podVolumeRestoreKind } from './podVolumeRestore';
import { restoreKind } from './restore';
import { scheduleKind } from './schedule';
import { storageLocationKind } from './storageLocation';
import { FactKind, KindDefinition } from './types';

/**
 * Every kind that is watched, by its name.
 *
 * @public
 */
export const kindDefinitions: { [K in FactKind]: KindDefinition<K> } = {
  DeleteBackupRequest: deleteBackupRequestKind,
  BackupRepository: backupRepositoryKind,
  DataDownload: dataDownloadKind,
  PodVolumeRestore: podVolumeRestoreKind,
  DataUpload: dataUploadKind,
  PodVolumeBackup: podVolumeBackupKind,
  Restore: restoreKind,
  Namespace: namespaceKind,
  Schedule: scheduleKind,
  Backup: backupKind,
  BackupStorageLocation: storageLocationKind,
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
 * few and decisive objects first.
 *
 * @public
 */
export const kindDefinitionList: readonly AnyKindDefinition[] = [
  namespaceKind,
  storageLocationKind,
  scheduleKind,
  backupKind,
  restoreKind,
  podVolumeBackupKind,
  dataUploadKind,
  podVolumeRestoreKind,
  dataDownloadKind,
  backupRepositoryKind,
  deleteBackupRequestKind,
  appProjectKind,
  applicationKind,
  applicationSetKind,
  gitRepositoryKind,
  ociRepositoryKind,
  helmRepositoryKind,
  bucketKind,
  kustomizationKind,
  helmReleaseKind,
];
