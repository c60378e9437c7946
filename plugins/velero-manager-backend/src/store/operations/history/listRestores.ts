import {
  NamespaceLists,
  RestoreRecord,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { toInstant, toMillis } from '../../dialect';
import { DbRestoreRow } from '../../historyTables';
import { HistoryFilter, HistoryPage, StoredRestore } from '../../historyTypes';
import { listNewest } from './listNewest';
import { readScopes } from './readScopes';

/** One page of restores, newest first. @internal */
export async function listRestores(options: {
  knex: Knex;
  filter: HistoryFilter;
  page: HistoryPage;
}): Promise<{ items: StoredRestore[]; more: boolean }> {
  const { rows, more } = await listNewest({ ...options, table: 'restores' });
  const scopeOf = await readScopes({ knex: options.knex, rows });
  return {
    items: rows.map(row =>
      toStoredRestore(row, scopeOf(row) ?? { included: [], excluded: [] }),
    ),
    more,
  };
}

function toStoredRestore(
  row: DbRestoreRow,
  scope: NamespaceLists,
): StoredRestore {
  return {
    cluster: row.cluster,
    namespace: row.namespace,
    name: row.name,
    uid: row.uid,
    backup: row.backup,
    schedule: row.schedule,
    scope,
    namespaceMapping: JSON.parse(row.namespace_mapping),
    phase: row.phase,
    // Written from records, and so one of their words.
    outcome: row.outcome as RestoreRecord['outcome'],
    createdAt: new Date(toMillis(row.created_at)).toISOString(),
    startedAt: toInstant(row.started_at),
    completedAt: toInstant(row.completed_at),
    errors: row.errors,
    warnings: row.warnings,
    itemsRestored:
      row.items_restored === null ? null : toMillis(row.items_restored),
  };
}
