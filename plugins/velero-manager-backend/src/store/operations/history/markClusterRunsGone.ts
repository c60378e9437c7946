import { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import { DbRunRow } from '../../historyTables';
import { DbContactRow } from '../../tables';

/**
 * Notes that the Backups of a cluster are there no more, as far as anybody
 * looks: it is watched no longer. Nobody looked since it was last heard of.
 *
 * @internal
 */
export async function markClusterRunsGone(options: {
  knex: Knex;
  cluster: string;
}): Promise<void> {
  const { knex, cluster } = options;
  const contact = await knex<DbContactRow>('contacts')
    .where({ cluster })
    .first('last_contact_at');
  await knex<DbRunRow>('runs')
    .where({ cluster })
    .whereNull('gone_at')
    .update({ gone_at: contact?.last_contact_at ?? nowMillis(knex) });
}
