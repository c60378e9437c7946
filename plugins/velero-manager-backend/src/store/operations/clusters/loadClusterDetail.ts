import { Knex } from 'knex';
import { KnownRuns } from '../../KnownRuns';
import { ClusterDetail } from '../../reportTypes';
import { readCollection } from '../collections/readCollection';
import { countClaims } from '../facts/readOfCluster';
import { listClusters } from './listClusters';
import { loadCluster } from './loadCluster';

/** All of one cluster that its report shows, or `null` when nobody defined it. @internal */
export async function loadClusterDetail(options: {
  knex: Knex;
  name: string;
  runs: KnownRuns;
}): Promise<ClusterDetail | null> {
  const { knex, name } = options;
  const [loaded, [summary], claimCounts, collection] = await Promise.all([
    loadCluster(options),
    listClusters({ knex, filter: { field: 'name', values: [name] } }),
    countClaims({ knex, cluster: name }),
    readCollection({ knex, cluster: name }),
  ]);
  return loaded && summary
    ? { ...loaded, summary, claimCounts, collection }
    : null;
}
