import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbClusterRow } from '../../tables';

/**
 * Makes sure that a cluster is known and stays so until the transaction ends:
 * a collector that outlives its cluster must not leave facts behind.
 *
 * @throws NotFoundError when the cluster is not known
 * @internal
 */
export async function requireCluster(options: {
  knex: Knex;
  cluster: string;
}): Promise<void> {
  const { knex, cluster } = options;
  await requireClusters({ knex, clusters: [cluster] });
}

/**
 * Makes sure of some clusters as {@link requireCluster} does of one.
 *
 * @throws NotFoundError when one of them is not known
 * @internal
 */
export async function requireClusters(options: {
  knex: Knex;
  clusters: string[];
}): Promise<void> {
  const { knex } = options;
  const clusters = new Set(options.clusters);
  // Sorted, so that all lock the same rows in the same order.
  for (const chunk of chunked([...clusters].sort())) {
    const rows = await knex<DbClusterRow>('clusters')
      .whereIn('name', chunk)
      .orderBy('name')
      .forKeyShare()
      .select('name');
    rows.forEach(({ name }) => clusters.delete(name));
  }
  const [unknown] = clusters;
  if (unknown !== undefined) {
    throw new NotFoundError(`No cluster '${unknown}' is known to the store`);
  }
}
