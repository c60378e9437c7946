import { PermissionCriteria } from '@backstage/plugin-permission-common';
import {
  CopiedBytes,
  PastRun,
  RestoreRecord,
  RunRecord,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { ClusterFilter } from './reportTypes';

/** A run as history has it. @internal */
export interface StoredRun extends RunRecord {
  cluster: string;
  /** When its Backup was first missed in the cluster; `null`: it is there. */
  goneAt: string | null;
}

/** A restore as history has it. @internal */
export interface StoredRestore extends RestoreRecord {
  cluster: string;
}

/** A place in a list of runs or restores, newest first. @internal */
export interface HistoryPosition {
  /** Milliseconds since 1970. */
  occurredAt: number;
  cluster: string;
  uid: string;
}

/** Which runs or restores are meant; what is absent or `null` does not narrow. @internal */
export interface HistoryFilter {
  /** The clusters, and in each the namespaces of which one must have been taken. */
  places: { cluster: string; namespaces: string[] | null }[] | null;
  /** Which clusters may be spoken of at all; those watched no more are then not. */
  within?: PermissionCriteria<ClusterFilter> | null;
  /** Names of schedules. */
  schedules?: string[];
  /** From then on. */
  since?: Date | null;
  /** Before then. */
  until?: Date | null;
}

/** How a list of history is cut. @internal */
export interface HistoryPage {
  limit: number;
  after: HistoryPosition | null;
}

/** How long history is kept, in milliseconds. @internal */
export interface Retention {
  /** Runs, restores and requests to delete. */
  runsMs: number;
  syncOperationsMs: number;
  bytesMs: number;
  transitionsMs: number;
}

/** Reads what outlives the objects, and forgets it in time. @internal */
export interface HistoryStore {
  /** Runs, newest first. */
  listRuns(
    filter: HistoryFilter,
    page: HistoryPage,
  ): Promise<{ items: StoredRun[]; more: boolean }>;
  /** Restores, newest first. */
  listRestores(
    filter: HistoryFilter,
    page: HistoryPage,
  ): Promise<{ items: StoredRestore[]; more: boolean }>;
  /**
   * The runs that schedules of Velero made in their clusters since a moment, and
   * some earlier ones, whether their Backups are there or not; of each schedule
   * the last thousand at most.
   */
  listPastRuns(options: {
    schedules: readonly { cluster: string; namespace: string; name: string }[];
    since: Date;
  }): Promise<PastRun[]>;
  /** What was copied in one cluster in a window, by day, way, place and schedule. */
  sumBytes(window: {
    cluster: string;
    since: Date;
    until: Date;
  }): Promise<CopiedBytes[]>;
  /**
   * Deletes what is older than it is kept, in small steps; runs whose Backups
   * are still there stay. Stops between two steps when it is told to.
   *
   * @returns how many rows went
   */
  sweep(retention: Retention, signal?: AbortSignal): Promise<number>;
}
