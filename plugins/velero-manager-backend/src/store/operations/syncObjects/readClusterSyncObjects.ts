import { LocatedSyncObject } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { SYNC_KINDS } from '../facts/syncObjectIndex';
import { aimedAtDestinations, whereOfFact } from './joinFact';
import { lookAround } from './lookAround';
import {
  DbSyncObjectRow,
  SYNC_OBJECT_COLUMNS,
  toSyncObjects,
} from './syncObjectRow';

/**
 * The sync objects of a cluster: those that apply to it, wherever they are
 * kept, and those kept in it that aim at no other cluster that we know. So
 * each is shown somewhere, and Argo CD's own cluster does not answer for the
 * whole fleet.
 *
 * @internal
 */
export async function readClusterSyncObjects(options: {
  knex: Knex;
  cluster: string;
}): Promise<LocatedSyncObject[]> {
  const { knex, cluster } = options;
  const [aimed, kept] = await Promise.all([
    aimedAtDestinations(knex)
      .where('cluster_destinations.cluster', cluster)
      .select<DbSyncObjectRow[]>(...SYNC_OBJECT_COLUMNS),
    knex('facts')
      .where({ cluster })
      .whereIn('kind', SYNC_KINDS)
      .whereNotExists(
        knex('fact_targets')
          .join(
            'cluster_destinations',
            'cluster_destinations.destination',
            'fact_targets.destination',
          )
          .modify(query => whereOfFact(query, 'fact_targets'))
          .select(knex.raw('1')),
      )
      .select<DbSyncObjectRow[]>(...SYNC_OBJECT_COLUMNS),
  ]);
  return lookAround({ knex, objects: toSyncObjects([...aimed, ...kept]) });
}
