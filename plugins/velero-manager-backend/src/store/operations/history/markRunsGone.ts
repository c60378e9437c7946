import { RunRecord } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { nowMillis } from '../../dialect';
import { DbRunRow } from '../../historyTables';
import { groupByNamespace } from '../facts/readStoredFacts';

/** Notes that the Backups of runs are there no more. @internal */
export async function markRunsGone(options: {
  knex: Knex;
  cluster: string;
  engine: RunRecord['engine'];
  keys: { namespace: string; name: string }[];
}): Promise<void> {
  const { knex, cluster, engine, keys } = options;
  for (const { namespace, names } of groupByNamespace(keys)) {
    for (const chunk of chunked(names)) {
      await knex<DbRunRow>('runs')
        .where({ cluster, engine, namespace })
        .whereIn('name', chunk)
        .whereNull('gone_at')
        .update({ gone_at: nowMillis(knex) });
    }
  }
}
