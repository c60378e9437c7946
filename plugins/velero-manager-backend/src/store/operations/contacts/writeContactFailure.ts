import { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import { DbContactRow } from '../../tables';
import { markDue } from '../due/markDue';

/**
 * Notes that an attempt to reach a cluster failed; call it in a transaction.
 * The first failure marks the cluster due and says since when contact fails.
 *
 * @internal
 */
export async function writeContactFailure(options: {
  knex: Knex;
  cluster: string;
  message: string;
}): Promise<void> {
  const { knex, cluster, message } = options;
  const before = await knex<DbContactRow>('contacts')
    .where({ cluster })
    .first('failing_since');
  await knex<DbContactRow>('contacts')
    .where({ cluster })
    .update({
      failure: message,
      failing_since: knex.raw('coalesce(failing_since, ?)', [nowMillis(knex)]),
    });
  if (before?.failing_since === null) {
    await markDue({ knex, subjectIds: thisCluster(knex, cluster) });
  }
}

function thisCluster(knex: Knex, cluster: string) {
  return knex('subjects').where({ type: 'cluster', ref: cluster }).select('id');
}
