import {
  ClusterFacts,
  StorageLocationFact,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { DbClusterRow, DbContactRow } from '../../tables';
import { noContact, toContact } from '../contacts/listContacts';
import { readFacts } from '../facts/readFacts';
import { CountedKindStatus, listKindStatuses } from '../kinds/listKindStatuses';
import { readSharingLocations, SharingLocation } from './readTwins';

/** What is known of a cluster, whatever is asked about it. @internal */
export interface KnownCluster {
  /** Of its facts what is the same in answer to every question. */
  facts: Omit<
    ClusterFacts,
    'namespaces' | 'schedules' | 'runs' | 'objects' | 'twins'
  >;
  sharing: SharingLocation[];
}

/**
 * What is known of some clusters whatever is asked about them, in order of
 * their names. Names of clusters that nobody defined are passed over.
 *
 * @internal
 */
export async function readKnownClusters(options: {
  knex: Knex;
  clusters: string[];
}): Promise<KnownCluster[]> {
  const { knex, clusters } = options;
  const [rows, kinds, names, locations, sharing] = await Promise.all([
    readRows(knex, clusters),
    listKindStatuses({ knex, clusters }),
    readNamespaceNames(knex, clusters),
    readFacts({ knex, clusters, kind: 'BackupStorageLocation' }),
    readSharingLocations({ knex, clusters }),
  ]);
  return rows.map(row =>
    toKnownCluster(row, {
      statuses: kinds.get(row.name) ?? {},
      namespaceNames: names.get(row.name) ?? [],
      storageLocations: locations.get(row.name) ?? [],
      sharing: sharing.filter(({ mine }) => mine.cluster === row.name),
    }),
  );
}

type ClusterAndContact = Pick<DbClusterRow, 'name' | 'environment'> &
  Omit<DbContactRow, 'kubernetes_versions'> & {
    kubernetes_versions: string | null;
  };

function toKnownCluster(
  row: ClusterAndContact,
  found: {
    statuses: Record<string, CountedKindStatus>;
    namespaceNames: string[];
    storageLocations: StorageLocationFact[];
    sharing: SharingLocation[];
  },
): KnownCluster {
  const { statuses, namespaceNames, storageLocations, sharing } = found;
  return {
    facts: {
      name: row.name,
      environment: row.environment,
      contact: row.kubernetes_versions === null ? noContact : toContact(row),
      kinds: Object.fromEntries(
        Object.entries(statuses).map(([kind, { objects: _, ...status }]) => [
          kind,
          status,
        ]),
      ),
      storageLocations,
      sharedStores: toSharedStores(sharing),
      namespaceNames:
        statuses.Namespace?.state === 'synced' ? namespaceNames : null,
      kubernetesVersions: JSON.parse(row.kubernetes_versions ?? '[]'),
    },
    sharing,
  };
}

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

function toSharedStores(sharing: SharingLocation[]): Record<string, string[]> {
  const shared = new Map<string, Set<string>>();
  for (const { mine, other } of sharing) {
    const id = `${mine.namespace}/${mine.name}`;
    shared.set(id, (shared.get(id) ?? new Set()).add(other.cluster));
  }
  return Object.fromEntries(
    [...shared].map(([id, others]) => [id, [...others].sort()]),
  );
}
