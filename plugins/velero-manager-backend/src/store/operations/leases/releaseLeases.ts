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
  await knex<DbLeaseRow>('leases')
    .where({ holder: replica })
    .update({ holder: null });
  await knex<DbReplicaClusterRow>('replica_clusters')
    .where({ replica })
    .delete();
  await knex<DbReplicaRow>('replicas').where({ id: replica }).delete();
}

/**
 * Frees what replicas hold that have expired, and forgets them; call it in a
 * transaction. A lease to which a write of theirs still holds on is left for
 * the next time, and its holder with it: nobody waits for a frozen replica.
 *
 * @internal
 */
export async function buryExpired(knex: Knex): Promise<void> {
  const expired = await knex<DbReplicaRow>('replicas')
    .where('expires_at', '<=', nowMillis(knex))
    .select('id');
  if (expired.length === 0) {
    return;
  }
  const ids = expired.map(({ id }) => id);
  const freeable = knex<DbLeaseRow>('leases')
    .whereIn('holder', ids)
    .select('cluster')
    .modify(query => {
      if (isPostgres(knex)) {
        query.forUpdate().skipLocked();
      }
    });
  await knex<DbLeaseRow>('leases')
    .withMaterialized('freeable', freeable)
    .whereIn('cluster', knex('freeable').select('cluster'))
    .update({ holder: null });
  await knex<DbReplicaRow>('replicas')
    .whereIn('id', ids)
    .whereNotIn('id', knex('leases').whereNotNull('holder').select('holder'))
    .delete();
  await knex<DbReplicaClusterRow>('replica_clusters')
    .whereNotIn('replica', knex('replicas').select('id'))
    .delete();
}
