import type { Knex } from 'knex';
import { chunked } from '../../chunked';
import type { KnownCluster } from '../../leaseTypes';
import type { DbLeaseRow, DbReplicaClusterRow } from '../../tables';

/**
 * Makes the clusters that a replica knows equal to these, and gives those that
 * can be followed a lease to be taken; call it in a transaction. A lease of
 * another cluster is for who knows that one.
 *
 * @internal
 */
export async function knowClusters(options: {
  knex: Knex;
  replica: string;
  clusters: KnownCluster[];
}): Promise<void> {
  const { knex, replica, clusters } = options;
  await knex<DbReplicaClusterRow>('replica_clusters')
    .where({ replica })
    .delete();
  // Sorted, so that two replicas insert the same rows in the same order.
  const sorted = [...clusters].sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const chunk of chunked(sorted)) {
    await knex<DbReplicaClusterRow>('replica_clusters').insert(
      chunk.map(({ name, followable }) => ({
        replica,
        cluster: name,
        followable,
      })),
    );
  }
  const followable = sorted.filter(cluster => cluster.followable);
  for (const chunk of chunked(followable)) {
    await knex<DbLeaseRow>('leases')
      .insert(chunk.map(({ name }) => freeLease(name)))
      .onConflict('cluster')
      .ignore();
  }
  await knex<DbLeaseRow>('leases')
    .where({ holder: replica })
    .whereNotIn(
      'cluster',
      knex('replica_clusters')
        .where({ replica, followable: true })
        .select('cluster'),
    )
    .update({ holder: null });
}

function freeLease(cluster: string): DbLeaseRow {
  return { cluster, holder: null, fencing: 0 };
}
