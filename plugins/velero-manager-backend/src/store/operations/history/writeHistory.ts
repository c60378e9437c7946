import {
  FactKind,
  HistoryRecords,
  RunRecord,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import {
  rememberScopes,
  toDeleteRequestRow,
  toRestoreRows,
  toRunRows,
  toSyncOperationRow,
  toVolumeCopyRow,
} from '../../toHistoryRows';
import { FactScope } from '../../types';
import { markRunsGone } from './markRunsGone';
import { putRecords } from './putRecords';
import { putRuns } from './putRuns';
import { putScopes } from './putScopes';

/** Kinds whose objects are runs. */
const ENGINES: { [K in FactKind]?: RunRecord['engine'] } = {
  Backup: 'velero',
  PostgresBackup: 'cloudnative-pg',
};

/** What history takes of a scope. @internal */
export interface ScopeHistory {
  scope: FactScope;
  history: Partial<HistoryRecords>[];
  gone: { namespace: string; name: string }[];
}

/**
 * Notes which runs of some scopes are gone, and adds to history what their
 * facts say; call it in the transaction that writes the facts. To write the
 * same again changes nothing.
 *
 * @internal
 */
export async function writeHistory(options: {
  knex: Knex;
  changes: ScopeHistory[];
}): Promise<void> {
  const { knex, changes } = options;
  for (const { scope, gone } of changes) {
    const engine = ENGINES[scope.kind];
    if (engine) {
      const { cluster } = scope;
      await markRunsGone({ knex, cluster, engine, keys: gone });
    }
  }
  const rows = changes.map(toRows);
  await putRuns({ knex, rows: rows.flatMap(({ runs }) => runs) });
  const restores = rows.flatMap(one => one.restores);
  await putScopes({ knex, rows: restores.map(one => one.scope) });
  await putRecords({
    knex,
    table: 'restores',
    rows: restores.map(one => one.restore),
  });
  await putRecords({
    knex,
    table: 'delete_requests',
    rows: rows.flatMap(({ deleteRequests }) => deleteRequests),
  });
  await putRecords({
    knex,
    table: 'volume_copies',
    rows: rows.flatMap(({ volumeCopies }) => volumeCopies),
  });
  await putRecords({
    knex,
    table: 'sync_operations',
    rows: rows.flatMap(({ syncOperations }) => syncOperations),
  });
}

function toRows({ scope: { cluster }, history }: ScopeHistory) {
  const toScope = rememberScopes(cluster);
  const all = <T extends keyof HistoryRecords>(table: T) =>
    history.flatMap<HistoryRecords[T][number]>(records => records[table] ?? []);
  return {
    runs: all('runs').map(run => toRunRows(run, { cluster, toScope })),
    restores: all('restores').map(one =>
      toRestoreRows(one, { cluster, toScope }),
    ),
    deleteRequests: all('deleteRequests').map(one =>
      toDeleteRequestRow(cluster, one),
    ),
    volumeCopies: all('volumeCopies').map(one => toVolumeCopyRow(cluster, one)),
    syncOperations: all('syncOperations').map(one =>
      toSyncOperationRow(cluster, one),
    ),
  };
}
