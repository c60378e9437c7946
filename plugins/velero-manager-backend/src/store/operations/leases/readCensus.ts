import type { Knex } from 'knex';
import { nowMillis, toMillis } from '../../dialect';
import type { LeaseCensus, LeasePulse } from '../../leaseTypes';
import type { DbLeaseRow, Millis } from '../../tables';
import { livingReplicas } from '../replicas/livingReplicas';

/** Tells in one statement whether there may be something to do. @internal */
export async function readPulse(knex: Knex): Promise<LeasePulse> {
  const expired = knex('replicas')
    .where('expires_at', '<=', nowMillis(knex))
    .select(knex.raw('1'));
  const free = knex('leases')
    .whereNull('holder')
    .whereIn(
      'cluster',
      knex('replica_clusters').where({ followable: true }).select('cluster'),
    )
    .select(knex.raw('1'));
  const [row] = await livingReplicas(knex).select<
    { replicas: Millis; expired: boolean | number; free: boolean | number }[]
  >(
    knex.raw('count(*) as replicas'),
    knex.raw('exists ? as expired', [expired]),
    knex.raw('exists ? as free', [free]),
  );
  return {
    replicas: toMillis(row.replicas),
    expired: Boolean(row.expired),
    free: Boolean(row.free),
  };
}

/** How the clusters are spread over the replicas that live. @internal */
export async function readCensus(options: {
  knex: Knex;
  replica: string;
}): Promise<LeaseCensus> {
  const { knex, replica } = options;
  const replicas = await livingReplicas(knex)
    .leftJoin('leases', 'leases.holder', 'replicas.id')
    .groupBy('replicas.id')
    .orderBy('replicas.id')
    .select<{ id: string; held: Millis }[]>(
      'replicas.id',
      knex.raw('count(leases.cluster) as held'),
    );
  const [{ clusters }] = await knex('replica_clusters')
    .where({ followable: true })
    .whereIn('replica', livingReplicas(knex).select('id'))
    .countDistinct<{ clusters: Millis }[]>({ clusters: 'cluster' });
  const own = await knex<DbLeaseRow>('leases')
    .where({ holder: replica })
    .select('cluster', 'fencing');
  return {
    replicas: replicas.map(({ id, held }) => ({ id, held: toMillis(held) })),
    clusters: toMillis(clusters),
    own: own.map(({ cluster, fencing }) => ({
      cluster,
      holder: replica,
      fencing: toMillis(fencing),
    })),
  };
}
