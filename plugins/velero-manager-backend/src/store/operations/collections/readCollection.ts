import type {
  Collection,
  CollectionStatus,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Knex } from 'knex';
import { nowMillis, toInstant } from '../../dialect';
import type { DbCollectionRow } from '../../tables';

/** Reads who follows a cluster, and what was told last of how it goes. @internal */
export async function readCollection(options: {
  knex: Knex;
  cluster: string;
}): Promise<Collection> {
  const { knex, cluster } = options;
  const row = await knex<DbCollectionRow>('collections')
    .where({ cluster })
    .first();
  const lease = await knex('leases')
    .join('replicas', 'replicas.id', 'leases.holder')
    .where('leases.cluster', cluster)
    .andWhere('replicas.expires_at', '>', nowMillis(knex))
    .first<{ holder: string } | undefined>('leases.holder');
  return {
    followedBy: lease?.holder ?? null,
    toldAt: row ? toInstant(row.told_at) : null,
    // It was written as such by the store itself.
    status: row ? (JSON.parse(row.status) as CollectionStatus) : null,
  };
}
