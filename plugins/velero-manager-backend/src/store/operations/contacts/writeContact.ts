import { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import { DbContactRow } from '../../tables';
import { markDue } from '../due/markDue';

/**
 * Notes that a cluster proved just now that we see it; call it in a
 * transaction. Only a first contact, or one after a failure or a silence, marks
 * something due: the cluster and whoever was judged by what it holds.
 *
 * @internal
 */
export async function writeContact(options: {
  knex: Knex;
  cluster: string;
  /** After so long without contact the cluster counted as silent. */
  silentAfterMs: number;
}): Promise<void> {
  const { knex, cluster, silentAfterMs } = options;
  const now = nowMillis(knex);
  const returning = await knex<DbContactRow>('contacts')
    .where({ cluster })
    .andWhere(was =>
      was
        .whereNotNull('failing_since')
        .orWhereNull('last_contact_at')
        .orWhere(
          'last_contact_at',
          '<',
          knex.raw('? - ?', [now, silentAfterMs]),
        ),
    )
    .first('cluster');
  await knex<DbContactRow>('contacts')
    .where({ cluster })
    .update({ last_contact_at: now, failure: null, failing_since: null });
  if (returning) {
    await markDue({
      knex,
      subjectIds: thisCluster(knex, cluster).unionAll(
        // While it was silent their verdicts stood still.
        knex('verdict_parts').where({ cluster }).select('subject_id as id'),
      ),
    });
  }
}

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
