import type {
  CheckFactsOfCluster,
  FactKind,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Knex } from 'knex';
import type { DbFactRow, DbKindStatusRow } from '../../tables';
import { readFacts } from '../facts/readFacts';

/** What checks of a plan ask about. */
const KINDS = [
  'Namespace',
  'BackupStorageLocation',
  'Schedule',
  'PostgresCluster',
] as const satisfies readonly FactKind[];
type CheckedKind = (typeof KINDS)[number];

/**
 * What checks of a plan ask of some clusters, by cluster: of each kind all, or
 * nothing where they are not known to be all. A kind that a cluster does not
 * serve has no objects there.
 *
 * @internal
 */
export async function readCheckFacts(options: {
  knex: Knex;
  clusters: string[];
}): Promise<Map<string, CheckFactsOfCluster>> {
  const { knex, clusters } = options;
  const isKnown = await readKnownKinds(options);
  const namespaces = await readNames(knex, 'Namespace', clusters);
  const databases = await readNames(knex, 'PostgresCluster', clusters);
  const locations = await readFacts({
    ...{ knex, clusters, kind: 'BackupStorageLocation' },
  });
  const schedules = await readFacts({ knex, clusters, kind: 'Schedule' });
  return new Map(
    clusters.map((cluster): [string, CheckFactsOfCluster] => [
      cluster,
      {
        ...(isKnown(cluster, 'Namespace') && {
          namespaces: (namespaces.get(cluster) ?? []).map(({ name }) => name),
        }),
        ...(isKnown(cluster, 'PostgresCluster') && {
          databases: databases.get(cluster) ?? [],
        }),
        ...(isKnown(cluster, 'BackupStorageLocation') && {
          storageLocations: (locations.get(cluster) ?? []).map(
            ({ namespace, name, isDefault, phase }) => ({
              ...{ namespace, name, isDefault },
              isReachable: phase === 'Available',
            }),
          ),
        }),
        ...(isKnown(cluster, 'Schedule') && {
          schedules: (schedules.get(cluster) ?? []).map(
            ({ namespace, name, cron, paused, scope }) => ({
              ...{ namespace, name, cron, paused },
              includedNamespaces: scope.includedNamespaces,
            }),
          ),
        }),
      },
    ]),
  );
}

async function readKnownKinds(options: {
  knex: Knex;
  clusters: string[];
}): Promise<(cluster: string, kind: CheckedKind) => boolean> {
  const { knex, clusters } = options;
  const rows = await knex<DbKindStatusRow>('kind_status')
    .whereIn('cluster', clusters)
    .whereIn('kind', KINDS)
    .whereIn('state', ['synced', 'absent'])
    .select('cluster', 'kind');
  const known = new Set(rows.map(({ cluster, kind }) => `${cluster} ${kind}`));
  return (cluster, kind) => known.has(`${cluster} ${kind}`);
}

/** A cluster has hundreds of them: only their names are read. */
async function readNames(
  knex: Knex,
  kind: CheckedKind,
  clusters: string[],
): Promise<Map<string, { namespace: string; name: string }[]>> {
  const rows = await knex<DbFactRow>('facts')
    .where({ kind })
    .whereIn('cluster', clusters)
    .orderBy(['cluster', 'namespace', 'name'])
    .select('cluster', 'namespace', 'name');
  const byCluster = new Map<string, { namespace: string; name: string }[]>();
  for (const { cluster, namespace, name } of rows) {
    const known = byCluster.get(cluster) ?? [];
    byCluster.set(cluster, known);
    known.push({ namespace, name });
  }
  return byCluster;
}
