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

/**
 * Notes which runs of a scope are gone, and adds to history what its facts say;
 * call it in the transaction that writes the facts. To write the same again
 * changes nothing.
 *
 * @internal
 */
export async function writeHistory(options: {
  knex: Knex;
  scope: FactScope;
  history: Partial<HistoryRecords>[];
  gone: { namespace: string; name: string }[];
}): Promise<void> {
  const { knex, scope, history, gone } = options;
  const { cluster } = scope;
  const all = <T extends keyof HistoryRecords>(table: T) =>
    history.flatMap<HistoryRecords[T][number]>(records => records[table] ?? []);
  const engine = ENGINES[scope.kind];
  if (engine) {
    await markRunsGone({ knex, cluster, engine, keys: gone });
  }
  const toScope = rememberScopes(cluster);
  await putRuns({
    knex,
    rows: all('runs').map(run => toRunRows(run, { cluster, toScope })),
  });
  const restores = all('restores').map(one =>
    toRestoreRows(one, { cluster, toScope }),
  );
  await putScopes({ knex, rows: restores.map(one => one.scope) });
  await putRecords({
    knex,
    table: 'restores',
    rows: restores.map(one => one.restore),
  });
  await putRecords({
    knex,
    table: 'delete_requests',
    rows: all('deleteRequests').map(one => toDeleteRequestRow(cluster, one)),
  });
  await putRecords({
    knex,
    table: 'volume_copies',
    rows: all('volumeCopies').map(one => toVolumeCopyRow(cluster, one)),
  });
  await putRecords({
    knex,
    table: 'sync_operations',
    rows: all('syncOperations').map(one => toSyncOperationRow(cluster, one)),
  });
}
