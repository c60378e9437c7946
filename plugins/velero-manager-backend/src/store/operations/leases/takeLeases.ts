import type { Knex } from 'knex';
import { isPostgres, toMillis } from '../../dialect';
import type { Lease } from '../../leaseTypes';
import type { DbLeaseRow } from '../../tables';
import { livingReplicas } from '../replicas/livingReplicas';

/**
 * Takes free leases of clusters that a living replica can follow; each taking
 * makes the fencing number grow. Call it in a transaction: who buries the
 * replica waits for it, so that no lease is left to a holder that is gone.
 *
 * @internal
 */
export async function takeLeases(options: {
  knex: Knex;
  replica: string;
  limit: number;
  /** Replicas whose clusters are left to them. */
  unlessKnownTo: string[];
}): Promise<Lease[]> {
  const { knex, replica } = options;
  const lives = await livingReplicas(knex)
    .andWhere({ id: replica })
    .forKeyShare()
    .first('id');
  if (!lives) {
    return [];
  }
  const rows = await knex<DbLeaseRow>('leases')
    .withMaterialized('free', selectFree(options))
    .whereIn('cluster', knex('free').select('cluster'))
    .update({ holder: replica, fencing: knex.raw('fencing + 1') })
    .returning(['cluster', 'fencing']);
  return rows.map(({ cluster, fencing }) => ({
    cluster,
    holder: replica,
    fencing: toMillis(fencing),
  }));
}

function selectFree(options: {
  knex: Knex;
  replica: string;
  limit: number;
  unlessKnownTo: string[];
}): Knex.QueryBuilder {
  const { knex, replica, limit, unlessKnownTo } = options;
  const known = knex('replica_clusters')
    .whereRaw('replica_clusters.cluster = leases.cluster')
    .andWhere({ followable: true })
    .select(knex.raw('1'));
  return knex('leases')
    .whereNull('holder')
    .whereExists(known.clone().andWhere({ replica }))
    .whereNotExists(known.clone().whereIn('replica', unlessKnownTo))
    .orderBy('cluster')
    .limit(limit)
    .select('cluster')
    .modify(query => {
      if (isPostgres(knex)) {
        query.forUpdate('leases').skipLocked();
      }
    });
}
