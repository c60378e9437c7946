import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
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
  const row = await knex<DbClusterRow>('clusters')
    .where({ name: cluster })
    .forKeyShare()
    .first('name');
  if (!row) {
    throw new NotFoundError(`No cluster '${cluster}' is known to the store`);
  }
}
