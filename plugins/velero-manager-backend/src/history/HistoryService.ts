import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type {
  BackupList,
  HistoryQuery,
  RestoreList,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ClusterFilter } from '../store';

/** On whose behalf, and how far, history may be looked at. @internal */
export interface HistoryOptions {
  credentials: BackstageCredentials;
  /**
   * Which clusters an answer may speak of; absent: all that there ever were.
   * Set by the service that asks the permission policy, never by a route.
   */
  scope?: PermissionCriteria<ClusterFilter>;
}

/**
 * Answers what became of runs and restores, whether their objects are still
 * there or not.
 *
 * @internal
 */
export interface HistoryService {
  /** @throws InputError when the query makes no sense, or the cursor is not ours */
  listBackups(
    query: HistoryQuery,
    options: HistoryOptions,
  ): Promise<BackupList>;
  /** @throws InputError when the query makes no sense, or the cursor is not ours */
  listRestores(
    query: HistoryQuery,
    options: HistoryOptions,
  ): Promise<RestoreList>;
}
