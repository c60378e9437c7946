import { Millis } from './tables';

/** @internal */
export interface DbRunRow {
  cluster: string;
  engine: string;
  namespace: string;
  name: string;
  uid: string;
  schedule: string;
  target: string | null;
  scope: string | null;
  storage_location: string | null;
  origin: string;
  phase: string;
  outcome: string | null;
  created_at: Millis;
  started_at: Millis | null;
  completed_at: Millis | null;
  occurred_at: Millis;
  expires_at: Millis | null;
  errors: number;
  warnings: number;
  items_total: Millis | null;
  items_backed_up: Millis | null;
  gone_at: Millis | null;
}

/** @internal */
export interface DbHistoryScopeRow {
  cluster: string;
  scope: string;
  included: string;
  excluded: string;
}

/** @internal */
export interface DbRestoreRow {
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  backup: string | null;
  schedule: string | null;
  scope: string;
  namespace_mapping: string;
  phase: string;
  outcome: string | null;
  created_at: Millis;
  started_at: Millis | null;
  completed_at: Millis | null;
  occurred_at: Millis;
  errors: number;
  warnings: number;
  items_restored: Millis | null;
}

/** @internal */
export interface DbDeleteRequestRow {
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  backup: string;
  backup_uid: string | null;
  phase: string;
  cause: string | null;
  occurred_at: Millis;
}

/** @internal */
export interface DbVolumeCopyRow {
  cluster: string;
  path: string;
  namespace: string;
  name: string;
  backup: string | null;
  volume_namespace: string | null;
  claim: string | null;
  volume: string | null;
  storage_location: string | null;
  node: string | null;
  outcome: string;
  started_at: Millis | null;
  completed_at: Millis | null;
  occurred_at: Millis;
  bytes_total: Millis | null;
  bytes_done: Millis | null;
}

/** @internal */
export interface DbSyncOperationRow {
  cluster: string;
  kind: string;
  namespace: string;
  name: string;
  occurred_at: Millis;
  started_at: Millis | null;
  finished_at: Millis | null;
  revision: string | null;
  phase: string;
  outcome: string | null;
  initiated_by: string | null;
}

/** The tables of history, with what is written to them. @internal */
export interface HistoryTables {
  runs: DbRunRow;
  restores: DbRestoreRow;
  delete_requests: DbDeleteRequestRow;
  volume_copies: DbVolumeCopyRow;
  sync_operations: DbSyncOperationRow;
}

/** What tells the rows of a table apart. @internal */
export const HISTORY_KEYS: {
  [T in keyof HistoryTables]: (keyof HistoryTables[T] & string)[];
} = {
  runs: ['cluster', 'engine', 'namespace', 'name', 'uid'],
  restores: ['cluster', 'uid'],
  delete_requests: ['cluster', 'uid'],
  volume_copies: ['cluster', 'path', 'namespace', 'name'],
  sync_operations: ['cluster', 'kind', 'namespace', 'name', 'occurred_at'],
};
