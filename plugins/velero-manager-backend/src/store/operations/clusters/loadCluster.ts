import {
  ClusterFacts,
  Exemption,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { ClusterDetail } from '../../types';
import { exemptionsOf, readExemptions } from '../exemptions/readExemptions';
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
  if (!summary || !facts) {
    return null;
  }
  const [claimCounts, collection] = others;
  const exemptions = await exemptionsIn(knex, facts);
  return {
    ...{ summary, facts, syncObjects },
    ...{ exemptions, claimCounts, collection },
  };
}

/** Those of the namespaces that databases and Longhorn volumes are of. */
async function exemptionsIn(
  knex: Knex,
  { name: cluster, environment, objects }: ClusterFacts,
): Promise<Exemption[]> {
  const { PostgresScheduledBackup = [], LonghornVolume = [] } = objects;
  const namespaces = new Set([
    ...(objects.PostgresCluster ?? []).map(({ namespace }) => namespace),
    ...PostgresScheduledBackup.map(({ namespace }) => namespace),
    ...LonghornVolume.flatMap(({ claim }) => claim?.namespace ?? []),
  ]);
  return exemptionsOf(
    await readExemptions({ knex, namespaces: [...namespaces] }),
    [...namespaces].map(namespace => ({ cluster, environment, namespace })),
  );
}
