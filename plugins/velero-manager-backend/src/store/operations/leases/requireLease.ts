import type { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import { type Lease, StaleLeaseError } from '../../leaseTypes';

/**
 * Makes sure that a lease is held and stays so until the transaction ends:
 * who would take it passes over the locked row.
 *
 * @throws StaleLeaseError when it is not, or when its holder has expired
 * @internal
 */
export async function requireLease(options: {
  knex: Knex;
  lease: Lease;
}): Promise<void> {
  const { knex, lease } = options;
  const { cluster, holder, fencing } = lease;
  const row = await knex('leases')
    .join('replicas', 'replicas.id', 'leases.holder')
    .where({ cluster, holder, fencing })
    .andWhere('replicas.expires_at', '>', nowMillis(knex))
    .forShare('leases')
    .first('cluster');
  if (!row) {
    throw new StaleLeaseError(lease);
  }
}
