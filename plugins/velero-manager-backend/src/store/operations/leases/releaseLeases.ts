import type { Knex } from 'knex';
import { chunked } from '../../chunked';
import { isPostgres, nowMillis } from '../../dialect';
import type {
  DbLeaseRow,
  DbReplicaClusterRow,
  DbReplicaRow,
} from '../../tables';

/** Frees leases that a replica holds. @internal */
export async function releaseLeases(options: {
  knex: Knex;
  replica: string;
  clusters: string[];
}): Promise<void> {
  const { knex, replica, clusters } = options;
  for (const chunk of chunked(clusters)) {
    await knex<DbLeaseRow>('leases')
      .where({ holder: replica })
      .whereIn('cluster', chunk)
      .update({ holder: null });
  }
}

/** Frees all that a replica holds and forgets it; call it in a transaction. @internal */
export async function forgetReplica(options: {
  knex: Knex;
  replica: string;
}): Promise<void> {
  const { knex, replica } = options;
  // First, for it waits until the replica has taken what it is about to take.
  await knex<DbReplicaRow>('replicas').where({ id: replica }).delete();
  await knex<DbLeaseRow>('leases')
    .where({ holder: replica })
    .update({ holder: null });
  await knex<DbReplicaClusterRow>('replica_clusters')
    .where({ replica })
    .delete();
}

/**
 * Frees what replicas hold that have expired, and forgets them; call it in a
 * transaction. A lease to which a write of theirs still holds on is left for
 * the next time, and its holder with it: nobody waits for a frozen replica.
 *
 * @returns how many are forgotten
 * @internal
 */
export async function buryExpired(knex: Knex): Promise<number> {
  const unlocked = (query: Knex.QueryBuilder) =>
    isPostgres(knex) ? query.forUpdate().skipLocked() : query;
  const expired: { id: string }[] = await knex<DbReplicaRow>('replicas')
    .where('expires_at', '<=', nowMillis(knex))
    .select('id')
    .modify(unlocked);
  if (expired.length === 0) {
    return 0;
  }
  const ids = expired.map(({ id }) => id);
  const freeable = knex<DbLeaseRow>('leases')
    .whereIn('holder', ids)
    .select('cluster')
    .modify(unlocked);
  await knex<DbLeaseRow>('leases')
    .withMaterialized('freeable', freeable)
    .whereIn('cluster', knex('freeable').select('cluster'))
    .update({ holder: null });
  const buried = await knex<DbReplicaRow>('replicas')
    .whereIn('id', ids)
    .whereNotIn('id', knex('leases').whereNotNull('holder').select('holder'))
    .delete();
  await knex<DbReplicaClusterRow>('replica_clusters')
    .whereNotIn('replica', knex('replicas').select('id'))
    .delete();
  return buried;
}
