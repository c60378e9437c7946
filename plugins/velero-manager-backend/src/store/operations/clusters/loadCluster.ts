import {
  ClusterFacts,
  Exemption,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { KnownRuns } from '../../KnownRuns';
import { LoadedCluster } from '../../reportTypes';
import { exemptionsOf, readExemptions } from '../exemptions/readExemptions';
import { readFacts } from '../facts/readFacts';
import { readOfCluster } from '../facts/readOfCluster';
import { readClusterSyncObjects } from '../syncObjects/readClusterSyncObjects';
import { readClusterFacts } from './readClusterFacts';

/** All that a verdict on one cluster may look at, or `null` when nobody defined it. @internal */
export async function loadCluster(options: {
  knex: Knex;
  name: string;
  runs: KnownRuns;
}): Promise<LoadedCluster | null> {
  const { knex, name, runs } = options;
  const [namespaces, syncObjects, objects] = await Promise.all([
    readFacts({ knex, kind: 'Namespace', clusters: [name] }),
    readClusterSyncObjects({ knex, cluster: name }),
    readOfCluster({ knex, cluster: name }),
  ]);
  const [[facts]] = await readClusterFacts({
    knex,
    questions: [{ clusters: [name], namespaces }],
    objects: Promise.resolve([new Map([[name, objects]])]),
    runs,
  });
  return facts
    ? { facts, syncObjects, exemptions: await exemptionsIn(knex, facts) }
    : null;
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
