import { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import { DbRunRow } from '../../historyTables';

/**
 * Notes that the Backups of a cluster are there no more, as far as anybody
 * looks: it is watched no longer.
 *
 * @internal
 */
export async function markClusterRunsGone(options: {
  knex: Knex;
  cluster: string;
}): Promise<void> {
  const { knex, cluster } = options;
  await knex<DbRunRow>('runs')
    .where({ cluster })
    .whereNull('gone_at')
    .update({ gone_at: nowMillis(knex) });
}
