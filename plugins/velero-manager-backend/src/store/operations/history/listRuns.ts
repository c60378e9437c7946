import { RunRecord } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { toInstant, toMillis } from '../../dialect';
import { DbRunRow } from '../../historyTables';
import { HistoryFilter, HistoryPage, StoredRun } from '../../historyTypes';
import { listNewest } from './listNewest';
import { readScopes } from './readScopes';

/** One page of runs, newest first. @internal */
export async function listRuns(options: {
  knex: Knex;
  filter: HistoryFilter;
  page: HistoryPage;
}): Promise<{ items: StoredRun[]; more: boolean }> {
  const { rows, more } = await listNewest({ ...options, table: 'runs' });
  const scopeOf = await readScopes({ knex: options.knex, rows });
  return { items: rows.map(row => toStoredRun(row, scopeOf(row))), more };
}

function toStoredRun(row: DbRunRow, scope: RunRecord['scope']): StoredRun {
  const amount = (value: DbRunRow['items_total']) =>
    value === null ? null : toMillis(value);
  return {
    cluster: row.cluster,
    // Written from records, and so one of their words.
    engine: row.engine as RunRecord['engine'],
    namespace: row.namespace,
    name: row.name,
    uid: row.uid,
    schedule: row.schedule,
    database: row.target,
    scope,
    storageLocation: row.storage_location,
    origin: row.origin as RunRecord['origin'],
    phase: row.phase,
    // How a run ended that went on when it was seen last, nobody knows.
    outcome:
      row.outcome === 'running' && row.gone_at !== null
        ? null
        : (row.outcome as RunRecord['outcome']),
    createdAt: new Date(toMillis(row.created_at)).toISOString(),
    startedAt: toInstant(row.started_at),
    completedAt: toInstant(row.completed_at),
    expiresAt: toInstant(row.expires_at),
    errors: row.errors,
    warnings: row.warnings,
    itemsTotal: amount(row.items_total),
    itemsBackedUp: amount(row.items_backed_up),
    goneAt: toInstant(row.gone_at),
  };
}
