import {
  ClusterFacts,
  FactLists,
  NamespaceFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { DbClusterRow, DbContactRow } from '../../tables';
import { noContact, toContact } from '../contacts/listContacts';
import { readFacts } from '../facts/readFacts';
import { readSchedules } from '../facts/readSchedules';
import { listKindStatuses } from '../kinds/listKindStatuses';
import { readSharingLocations, readTwins, SharingLocation } from './readTwins';

/**
 * What is known of some clusters, but for their namespaces and further facts,
 * which the caller has; of schedules and runs those that matter to some places,
 * or all. The number of queries does not depend on that of the clusters, but
 * where they found runs in their bucket that were made in others. Names of
 * clusters that nobody defined are passed over.
 *
 * @internal
 */
export async function readClusterFacts(options: {
  knex: Knex;
  clusters: string[];
  namespaces: Map<string, NamespaceFact[]>;
  places?: { cluster: string; namespace: string }[];
  objects: Promise<Map<string, FactLists>>;
}): Promise<ClusterFacts[]> {
  const { knex, clusters, namespaces, places } = options;
  if (clusters.length === 0) {
    return [];
  }
  const [rows, objects, kinds, names, locations, sharing, found] =
    await Promise.all([
      readRows(knex, clusters),
      options.objects,
      listKindStatuses({ knex, clusters }),
      readNamespaceNames(knex, clusters),
      readFacts({ knex, clusters, kind: 'BackupStorageLocation' }),
      readSharingLocations({ knex, clusters }),
      readSchedules({ knex, clusters, places }),
    ]);
  return Promise.all(
    rows.map(async row => {
      const { name } = row;
      const statuses = kinds.get(name) ?? {};
      const runs = found.runs.get(name) ?? [];
      return {
        name,
        environment: row.environment,
        contact: row.kubernetes_versions === null ? noContact : toContact(row),
        kinds: Object.fromEntries(
          Object.entries(statuses).map(([kind, { objects: _, ...status }]) => [
            kind,
            status,
          ]),
        ),
        namespaces: namespaces.get(name) ?? [],
        schedules: found.schedules.get(name) ?? [],
        storageLocations: locations.get(name) ?? [],
        runs,
        objects: objects.get(name) ?? {},
        twins: await readTwins({ knex, cluster: name, runs, sharing }),
        sharedStores: toSharedStores(name, sharing),
        namespaceNames:
          statuses.Namespace?.state === 'synced' ? names.get(name) ?? [] : null,
        kubernetesVersions: JSON.parse(row.kubernetes_versions ?? '[]'),
      };
    }),
  );
}

type ClusterAndContact = Pick<DbClusterRow, 'name' | 'environment'> &
  Omit<DbContactRow, 'kubernetes_versions'> & {
    kubernetes_versions: string | null;
  };

async function readRows(
  knex: Knex,
  clusters: string[],
): Promise<ClusterAndContact[]> {
  return knex('clusters')
    .leftJoin('contacts', 'contacts.cluster', 'clusters.name')
    .whereIn('clusters.name', clusters)
    .orderBy('clusters.name')
    .select<ClusterAndContact[]>(
      'clusters.name',
      'clusters.environment',
      'contacts.last_contact_at',
      'contacts.failure',
      'contacts.failing_since',
      'contacts.clock_skew_ms',
      'contacts.kubernetes_versions',
    );
}

/** Names alone: a cluster has hundreds, and the index holds them. */
async function readNamespaceNames(
  knex: Knex,
  clusters: string[],
): Promise<Map<string, string[]>> {
  const rows = await knex('facts')
    .where({ kind: 'Namespace' })
    .whereIn('cluster', clusters)
    .select<{ cluster: string; name: string }[]>('cluster', 'name');
  const names = new Map<string, string[]>();
  for (const { cluster, name } of rows) {
    const known = names.get(cluster);
    if (known) {
      known.push(name);
    } else {
      names.set(cluster, [name]);
    }
  }
  return names;
}

function toSharedStores(
  cluster: string,
  sharing: SharingLocation[],
): Record<string, string[]> {
  const shared = new Map<string, Set<string>>();
  for (const { mine, other } of sharing) {
    if (mine.cluster === cluster) {
      const id = `${mine.namespace}/${mine.name}`;
      shared.set(id, (shared.get(id) ?? new Set()).add(other.cluster));
    }
  }
  return Object.fromEntries(
    [...shared].map(([id, others]) => [id, [...others].sort()]),
  );
}
