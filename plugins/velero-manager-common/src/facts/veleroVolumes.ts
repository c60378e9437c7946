/**
 * The copy of one volume for one backup: a PodVolumeBackup (`fs-backup`) or a
 * DataUpload (`data-mover`).
 *
 * @public
 */
export interface VolumeCopyFact {
  path: 'fs-backup' | 'data-mover';
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  /** Name and UID of the Backup, from its labels. */
  backup: string | null;
  backupUid: string | null;
  /** Namespace of the volume that was copied. */
  sourceNamespace: string;
  /** Name of the PersistentVolumeClaim where it is said, else `null`. */
  claim: string | null;
  claimUid: string | null;
  /** Pod and its volume, for `fs-backup`. */
  pod: { name: string; uid: string; volume: string } | null;
  storageLocation: string | null;
  uploader: string | null;
  /** `''`, New, Accepted, Prepared, InProgress, Canceling, Canceled, Completed, Failed. */
  phase: string;
  message: string | null;
  startedAt: string | null;
  completedAt: string | null;
  /** Whether the uploader kept a snapshot: without one nothing can be restored. */
  hasSnapshot: boolean;
  totalBytes: number | null;
  bytesDone: number | null;
  node: string | null;
}

/**
 * The restore of one volume: a PodVolumeRestore (`fs-backup`) or a DataDownload
 * (`data-mover`).
 *
 * @public
 */
export interface VolumeRestoreFact {
  path: 'fs-backup' | 'data-mover';
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  /** Name and UID of the Restore, from its labels. */
  restore: string | null;
  restoreUid: string | null;
  /** Namespace that the volume was copied from, where it is said. */
  sourceNamespace: string | null;
  /** Namespace that it was restored into. */
  targetNamespace: string | null;
  /** Name of the claim, for `data-mover`. */
  claim: string | null;
  /** Pod and its volume, for `fs-backup`, which says no claim. */
  pod: { name: string; volume: string } | null;
  phase: string;
  message: string | null;
  startedAt: string | null;
  completedAt: string | null;
  totalBytes: number | null;
  bytesDone: number | null;
}

/** A Velero BackupRepository: where file copies of a namespace's volumes go. @public */
export interface BackupRepositoryFact {
  namespace: string;
  name: string;
  uid: string;
  createdAt: string;
  volumeNamespace: string;
  storageLocation: string;
  repositoryType: string;
  /** `''`, New, Ready, NotReady. */
  phase: string;
  message: string | null;
  lastMaintainedAt: string | null;
  /** How the last maintenance ended: Succeeded, Failed or `null`. */
  lastMaintenance: string | null;
}
