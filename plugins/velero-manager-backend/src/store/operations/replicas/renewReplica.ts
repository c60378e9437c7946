import type { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import type { DbReplicaRow } from '../../tables';

/** Makes a replica live for a while. @internal */
export async function insertReplica(options: {
  knex: Knex;
  replica: string;
  livesForMs: number;
}): Promise<void> {
  const { knex, replica, livesForMs } = options;
  await knex('replicas').insert({
    id: replica,
    expires_at: knex.raw('? + ?', [nowMillis(knex), livesForMs]),
  });
}

/**
 * Lets a replica live on, with all leases that it holds: one row, that nobody
 * else writes while it lives.
 *
 * @returns `false` when it has expired already, which it stays
 * @internal
 */
export async function renewReplica(options: {
  knex: Knex;
  replica: string;
  livesForMs: number;
}): Promise<boolean> {
  const { knex, replica, livesForMs } = options;
  const now = nowMillis(knex);
  const renewed = await knex<DbReplicaRow>('replicas')
    .where({ id: replica })
    .andWhere('expires_at', '>', now)
    .update({ expires_at: knex.raw('? + ?', [now, livesForMs]) });
  return renewed > 0;
}
