import { Origin } from '../health/statedOrigin';
import { NamespaceLists } from '../kinds/types';

/**
 * How something went that history keeps; `null` where what was seen last says
 * nothing of it, such as the phase `Deleting`: then what was known before holds.
 *
 * @public
 */
export type RecordedOutcome = 'good' | 'partial' | 'failed' | 'running' | null;

/** A run of Velero, or of CloudNative-PG. @public */
export interface RunRecord {
  engine: 'velero' | 'cloudnative-pg';
  namespace: string;
  name: string;
  uid: string;
  /** The schedule that made it, `''` for one made by hand. */
  schedule: string;
  /** The PostgreSQL cluster that it is of, else `null`. */
  database: string | null;
  /** The namespaces that it took, as it was written; `null` where it has no such lists. */
  scope: NamespaceLists | null;
  storageLocation: string | null;
  /** As far as the backup tells by itself. */
  origin: Origin;
  /** In the engine's words. */
  phase: string;
  outcome: RecordedOutcome;
  createdAt: string;
  startedAt: string | null;
  completedAt: string | null;
  expiresAt: string | null;
  errors: number;
  warnings: number;
  itemsTotal: number | null;
  itemsBackedUp: number | null;
}

/** A restore of Velero. @public */
export interface RestoreRecord {
  namespace: string;
  name: string;
  uid: string;
  backup: string | null;
  schedule: string | null;
  /** The namespaces that it was to bring back. */
  scope: NamespaceLists;
  namespaceMapping: Record<string, string>;
  phase: string;
  outcome: RecordedOutcome;
  createdAt: string;
  startedAt: string | null;
  completedAt: string | null;
  errors: number;
  warnings: number;
  /** `null` until it has ended. */
  itemsRestored: number | null;
}

/** A request to Velero to delete a backup. @public */
export interface DeleteRequestRecord {
  namespace: string;
  name: string;
  uid: string;
  backup: string;
  backupUid: string | null;
  phase: string;
  /** Why it could not be done, or `null`. */
  cause: string | null;
  createdAt: string;
}

/**
 * The copy of one volume that has ended: by Velero for one backup, or by
 * Longhorn.
 *
 * @public
 */
export interface VolumeCopyRecord {
  path: 'fs-backup' | 'data-mover' | 'longhorn';
  namespace: string;
  /** Generated, and the same wherever the copy is seen again. */
  name: string;
  /** Velero's backup that it was made for, else `null`. */
  backup: string | null;
  /** Where the claim is, as far as that is said. */
  volumeNamespace: string | null;
  claim: string | null;
  /** The volume: of the pod for `fs-backup`, of Longhorn for `longhorn`. */
  volume: string | null;
  /** Velero's storage location, or Longhorn's backup target. */
  storageLocation: string | null;
  node: string | null;
  outcome: 'good' | 'failed';
  startedAt: string | null;
  completedAt: string | null;
  /** When it was made; copies are counted by the day of it. */
  occurredAt: string;
  /** How much the volume holds, and how much of it was sent. */
  bytesTotal: number | null;
  bytesDone: number | null;
}

/** What a GitOps engine did to make a cluster equal to Git. @public */
export interface SyncOperationRecord {
  kind: 'Application' | 'Kustomization' | 'HelmRelease';
  namespace: string;
  name: string;
  /** Tells the operations of one sync object apart: its start, or the first end that is said. */
  occurredAt: string;
  startedAt: string | null;
  finishedAt: string | null;
  /** Of all sources, with `, ` between; `null` where it is not said. */
  revision: string | null;
  phase: string;
  outcome: RecordedOutcome;
  /** Who asked for it; `null` where nobody did or that is not said. */
  initiatedBy: string | null;
}

/** What history keeps of one fact, by the table it is kept in. @public */
export interface HistoryRecords {
  runs: RunRecord[];
  restores: RestoreRecord[];
  deleteRequests: DeleteRequestRecord[];
  volumeCopies: VolumeCopyRecord[];
  syncOperations: SyncOperationRecord[];
}
