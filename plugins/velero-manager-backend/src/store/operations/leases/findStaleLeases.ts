import type { Knex } from 'knex';
import { chunked } from '../../chunked';
import { nowMillis } from '../../dialect';
import type { Lease } from '../../leaseTypes';

type LeaseRow = Pick<Lease, 'cluster' | 'holder'> & {
  fencing: number | string;
};

/**
 * Tells which leases are not held any more, or whose holder has expired. All
 * others stay held until the transaction ends: who would take one passes over
 * the locked row.
 *
 * @internal
 */
export async function findStaleLeases(options: {
  knex: Knex;
  leases: Lease[];
}): Promise<Set<Lease>> {
  const { knex, leases } = options;
  const held = new Set<string>();
  const clusters = new Set(leases.map(({ cluster }) => cluster));
  // Sorted, so that all lock the same rows in the same order.
  for (const chunk of chunked([...clusters].sort())) {
    const rows = await knex<LeaseRow>('leases')
      .join('replicas', 'replicas.id', 'leases.holder')
      .whereIn('cluster', chunk)
      .andWhere('replicas.expires_at', '>', nowMillis(knex))
      .orderBy('cluster')
      .forShare('leases')
      .select<LeaseRow[]>('cluster', 'holder', 'fencing');
    rows.forEach(row => held.add(keyOf(row)));
  }
  return new Set(leases.filter(lease => !held.has(keyOf(lease))));
}

function keyOf({ cluster, holder, fencing }: LeaseRow): string {
  return JSON.stringify([cluster, holder, Number(fencing)]);
}
