import {
  ClusterFacts,
  NamespaceFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { DbClusterRow } from '../../tables';
import { listContacts } from '../contacts/listContacts';
import { readFacts } from '../facts/readFacts';
import { readSchedules } from '../facts/readSchedules';
import { listKindStatuses } from '../kinds/listKindStatuses';

/**
 * What is known of some clusters, but for their namespaces, which the caller
 * has; of schedules and runs those that matter to some places, or all. The
 * number of queries does not depend on that of the clusters. Names of clusters
 * that nobody defined are passed over.
 *
 * @internal
 */
export async function readClusterFacts(options: {
  knex: Knex;
  clusters: string[];
  namespaces: Map<string, NamespaceFact[]>;
  places?: { cluster: string; namespace: string }[];
}): Promise<ClusterFacts[]> {
  const { knex, clusters, namespaces, places } = options;
  if (clusters.length === 0) {
    return [];
  }
  const [rows, contacts, kinds, locations, { schedules, runs }] =
    await Promise.all([
      knex<DbClusterRow>('clusters')
        .whereIn('name', clusters)
        .orderBy('name')
        .select('name', 'environment'),
      listContacts({ knex, clusters }),
      listKindStatuses({ knex, clusters }),
      readFacts({ knex, clusters, kind: 'BackupStorageLocation' }),
      readSchedules({ knex, clusters, places }),
    ]);
  return rows.map(({ name, environment }) => ({
    name,
    environment,
    contact: contacts.get(name) ?? {
      lastContactAt: null,
      failure: null,
      failingSince: null,
    },
    kinds: Object.fromEntries(
      Object.entries(kinds.get(name) ?? {}).map(
        ([kind, { objects: _, ...status }]) => [kind, status],
      ),
    ),
    namespaces: namespaces.get(name) ?? [],
    schedules: schedules.get(name) ?? [],
    storageLocations: locations.get(name) ?? [],
    runs: runs.get(name) ?? [],
  }));
}
