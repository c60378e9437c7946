import {
  DeleteRequestRecord,
  NamespaceLists,
  RestoreRecord,
  RunRecord,
  SyncOperationRecord,
  VolumeCopyRecord,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { fromInstant } from './dialect';
import {
  DbDeleteRequestRow,
  DbRestoreRow,
  DbRunRow,
  DbHistoryScopeRow,
  DbSyncOperationRow,
  DbVolumeCopyRow,
} from './historyTables';
import { digest } from './toFactRows';
import { toStorableText } from './toStorableText';

/** Phases have a few letters and UIDs 36; a hostile server may send more. */
const MAX_WORD_LENGTH = 64;
const MAX_TEXT_LENGTH = 1_000;

/** A moment that every object has: the parser lets none through without. */
const toMoment = (instant: string): number => fromInstant(instant) ?? 0;
const toWord = (text: string): string =>
  toStorableText(text).slice(0, MAX_WORD_LENGTH);
const toText = (text: string): string =>
  toStorableText(text.slice(0, MAX_TEXT_LENGTH));
const toOptional = (text: string | null): string | null =>
  text === null ? null : toText(text);
/** Numbers of a cluster may be no whole ones, which a big integer cannot hold. */
const toCount = (count: number): number =>
  Math.min(Math.max(0, Math.trunc(count)), 2_147_483_647);
const toAmount = (amount: number | null): number | null =>
  amount === null || !Number.isFinite(amount)
    ? null
    : Math.min(Math.max(0, Math.trunc(amount)), Number.MAX_SAFE_INTEGER);

/** Gives the row of namespace lists. @internal */
export type ToScope = (lists: NamespaceLists) => DbHistoryScopeRow;

/** Makes the row of each pair of lists once: many runs have the same. @internal */
export function rememberScopes(cluster: string): ToScope {
  const known = new Map<string, DbHistoryScopeRow>();
  return lists => {
    const included = JSON.stringify(lists.included);
    const excluded = JSON.stringify(lists.excluded);
    const text = `${included} ${excluded}`;
    const row = known.get(text) ?? {
      cluster,
      scope: digest(text),
      included: toStorableText(included),
      excluded: toStorableText(excluded),
    };
    known.set(text, row);
    return row;
  };
}

/** The rows of a run: itself, and the namespace lists that it has. @internal */
export function toRunRows(
  record: RunRecord,
  { cluster, toScope }: { cluster: string; toScope: ToScope },
): { run: DbRunRow; scope: DbHistoryScopeRow | null } {
  const scope = record.scope && toScope(record.scope);
  return {
    scope,
    run: {
      cluster,
      engine: record.engine,
      namespace: record.namespace,
      name: record.name,
      uid: toWord(record.uid),
      schedule: toText(record.schedule),
      target: toOptional(record.database),
      scope: scope && scope.scope,
      storage_location: toOptional(record.storageLocation),
      origin: record.origin,
      phase: toWord(record.phase),
      outcome: record.outcome,
      created_at: toMoment(record.createdAt),
      started_at: fromInstant(record.startedAt),
      completed_at: fromInstant(record.completedAt),
      occurred_at: toMoment(record.startedAt ?? record.createdAt),
      expires_at: fromInstant(record.expiresAt),
      errors: toCount(record.errors),
      warnings: toCount(record.warnings),
      items_total: toAmount(record.itemsTotal),
      items_backed_up: toAmount(record.itemsBackedUp),
      gone_at: null,
    },
  };
}

/** The rows of a restore, likewise. @internal */
export function toRestoreRows(
  record: RestoreRecord,
  { cluster, toScope }: { cluster: string; toScope: ToScope },
): { restore: DbRestoreRow; scope: DbHistoryScopeRow } {
  const scope = toScope(record.scope);
  const restore = {
    cluster,
    namespace: record.namespace,
    name: record.name,
    uid: toWord(record.uid),
    backup: toOptional(record.backup),
    schedule: toOptional(record.schedule),
    scope: scope.scope,
    namespace_mapping: toStorableText(JSON.stringify(record.namespaceMapping)),
    phase: toWord(record.phase),
    outcome: record.outcome,
    created_at: toMoment(record.createdAt),
    started_at: fromInstant(record.startedAt),
    completed_at: fromInstant(record.completedAt),
    occurred_at: toMoment(record.createdAt),
    errors: toCount(record.errors),
    warnings: toCount(record.warnings),
    items_restored: toAmount(record.itemsRestored),
  };
  return { restore, scope };
}

/** @internal */
export function toDeleteRequestRow(
  cluster: string,
  record: DeleteRequestRecord,
): DbDeleteRequestRow {
  return {
    cluster,
    namespace: record.namespace,
    name: record.name,
    uid: toWord(record.uid),
    backup: toText(record.backup),
    backup_uid: toOptional(record.backupUid),
    phase: toWord(record.phase),
    cause: toOptional(record.cause),
    occurred_at: toMoment(record.createdAt),
  };
}

/** @internal */
export function toVolumeCopyRow(
  cluster: string,
  record: VolumeCopyRecord,
): DbVolumeCopyRow {
  return {
    cluster,
    path: record.path,
    namespace: record.namespace,
    name: record.name,
    backup: toOptional(record.backup),
    volume_namespace: toOptional(record.volumeNamespace),
    claim: toOptional(record.claim),
    volume: toOptional(record.volume),
    storage_location: toOptional(record.storageLocation),
    node: toOptional(record.node),
    outcome: record.outcome,
    started_at: fromInstant(record.startedAt),
    completed_at: fromInstant(record.completedAt),
    occurred_at: toMoment(record.occurredAt),
    bytes_total: toAmount(record.bytesTotal),
    bytes_done: toAmount(record.bytesDone),
  };
}

/** @internal */
export function toSyncOperationRow(
  cluster: string,
  record: SyncOperationRecord,
): DbSyncOperationRow {
  return {
    cluster,
    kind: record.kind,
    namespace: record.namespace,
    name: record.name,
    occurred_at: toMoment(record.occurredAt),
    started_at: fromInstant(record.startedAt),
    finished_at: fromInstant(record.finishedAt),
    revision: toOptional(record.revision),
    phase: toWord(record.phase),
    outcome: record.outcome,
    initiated_by: toOptional(record.initiatedBy),
  };
}
