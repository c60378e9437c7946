import type { CollectionStatus } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import type { DbCollectionRow } from '../../tables';
import { toStorableText } from '../../toStorableText';

/**
 * Stores how the collector of a cluster does; call it in a transaction. It
 * marks nothing due, because no verdict depends on it.
 *
 * @internal
 */
export async function writeCollection(options: {
  knex: Knex;
  cluster: string;
  status: CollectionStatus;
}): Promise<void> {
  const { knex, cluster, status } = options;
  const { reason } = status.breaker;
  const breaker = {
    ...status.breaker,
    reason: reason === null ? null : toStorableText(reason),
  };
  await knex<DbCollectionRow>('collections')
    .insert({
      cluster,
      told_at: nowMillis(knex),
      status: JSON.stringify({ ...status, breaker }),
    } as never)
    .onConflict('cluster')
    .merge();
}
