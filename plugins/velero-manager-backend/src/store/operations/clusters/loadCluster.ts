import { Knex } from 'knex';
import { ClusterDetail } from '../../types';
import { readFacts } from '../facts/readFacts';
import { countClaims, readOfCluster } from '../facts/readOfCluster';
import { readCollection } from '../collections/readCollection';
import { readClusterSyncObjects } from '../syncObjects/readClusterSyncObjects';
import { listClusters } from './listClusters';
import { readClusterFacts } from './readClusterFacts';

/** All of one cluster that its report shows, or `null` when nobody defined it. @internal */
export async function loadCluster(options: {
  knex: Knex;
  name: string;
}): Promise<ClusterDetail | null> {
  const { knex, name } = options;
  const [summaries, namespaces, syncObjects, objects, ...others] =
    await Promise.all([
      listClusters({ knex, filter: { field: 'name', values: [name] } }),
      readFacts({ knex, kind: 'Namespace', clusters: [name] }),
      readClusterSyncObjects({ knex, cluster: name }),
      readOfCluster({ knex, cluster: name }),
      countClaims({ knex, cluster: name }),
      readCollection({ knex, cluster: name }),
    ]);
  const [[facts]] = await readClusterFacts({
    knex,
    questions: [{ clusters: [name], namespaces }],
    objects: Promise.resolve([new Map([[name, objects]])]),
  });
  const [summary] = summaries;
  const [claimCounts, collection] = others;
  return summary && facts
    ? { summary, facts, syncObjects, claimCounts, collection }
    : null;
}
