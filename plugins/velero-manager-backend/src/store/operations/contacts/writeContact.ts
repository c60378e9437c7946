import { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import { DbContactRow } from '../../tables';
import { markDue } from '../due/markDue';

/**
 * Notes that a cluster proved just now that we see it; call it in a
 * transaction. Only a first contact, or one after a failure or a silence, marks
 * the cluster due; entities learn of it from the overlay.
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
    await markThisClusterDue(knex, cluster);
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
    await markThisClusterDue(knex, cluster);
  }
}

async function markThisClusterDue(knex: Knex, cluster: string): Promise<void> {
  await markDue({
    knex,
    subjectIds: knex('subjects')
      .where({ type: 'cluster', ref: cluster })
      .select('id'),
  });
}
