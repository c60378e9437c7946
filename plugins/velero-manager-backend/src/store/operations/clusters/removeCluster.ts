import { Knex } from 'knex';
import { DbFactRow } from '../../tables';
import { deleteSubjects } from '../due/deleteSubjects';
import { DueMarks } from '../due/DueMarks';
import { markClusterDue } from '../due/markClusterDue';
import { markSyncObjectsDue } from '../due/markSyncObjectsDue';
import { readTraces, SYNC_KINDS } from '../facts/syncObjectIndex';
import { markClusterRunsGone } from '../history/markClusterRunsGone';

/**
 * Deletes a cluster with all that is known of it but its history, after marking due the
 * entities that claim it and all at which its sync objects aimed.
 *
 * @internal
 */
export async function removeCluster(options: {
  knex: Knex;
  cluster: string;
}): Promise<void> {
  const { knex, cluster } = options;
  await markClusterDue({ knex, cluster });
  const keys = await knex<DbFactRow>('facts')
    .where({ cluster })
    .whereIn('kind', SYNC_KINDS)
    .select('cluster', 'kind', 'namespace', 'name');
  await markSyncObjectsDue({ knex, traces: await readTraces({ knex, keys }) });
  await DueMarks.of(knex).resolve();
  await markClusterRunsGone({ knex, cluster });
  for (const table of [
    'fact_targets',
    'fact_labels',
    'fact_scopes',
    'facts',
    'kind_status',
    'positions',
    'contacts',
    'collections',
    'cluster_destinations',
    'verdict_parts',
    'leases',
  ]) {
    await knex(table).where({ cluster }).delete();
  }
  await deleteSubjects({ knex, type: 'cluster', refs: [cluster] });
  await knex('clusters').where({ name: cluster }).delete();
}
