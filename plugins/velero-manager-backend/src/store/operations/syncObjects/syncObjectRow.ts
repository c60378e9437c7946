import { SyncObjectFact } from '@velero-manager/backstage-plugin-velero-manager-common';
import { readFactText } from '../../factText';
import { DbFactRow } from '../../tables';

/** The columns of a sync object that its reader needs. @internal */
export type DbSyncObjectRow = Pick<
  DbFactRow,
  'cluster' | 'kind' | 'namespace' | 'name' | 'data'
>;

/** Where the columns of {@link DbSyncObjectRow} are. @internal */
export const SYNC_OBJECT_COLUMNS = [
  'facts.cluster',
  'facts.kind',
  'facts.namespace',
  'facts.name',
  'facts.data',
] as const;

/** Names a sync object among those of all clusters. @internal */
export function syncObjectKey(row: DbSyncObjectRow): string {
  return JSON.stringify([row.cluster, row.kind, row.namespace, row.name]);
}

/** The sync object that a row holds. @internal */
export function readSyncObject({
  kind,
  data,
}: DbSyncObjectRow): SyncObjectFact {
  return readFactText(kind as SyncObjectFact['kind'], data);
}

/** Sync objects in a fixed order, each once. @internal */
export function toSyncObjects(
  rows: DbSyncObjectRow[],
): { key: string; cluster: string; fact: SyncObjectFact }[] {
  const byKey = new Map(rows.map(row => [syncObjectKey(row), row]));
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, row]) => ({
      key,
      cluster: row.cluster,
      fact: readSyncObject(row),
    }));
}
