import { Knex } from 'knex';
import { ClusterDefinition } from '../../../clusters/types';
import { DbClusterRow, DbReplicaClusterRow } from '../../tables';
import { normalizeDestination } from '../../toFactRows';
import { createSubjects } from '../due/createSubjects';
import { markClusterDue } from '../due/markClusterDue';
import { livingReplicas } from '../replicas/livingReplicas';
import { removeCluster } from './removeCluster';

/**
 * Makes the known clusters equal to the defined ones; call it in a
 * transaction. What is unchanged is left alone, and so is a cluster that a
 * living replica still knows: during a roll-out their configurations differ.
 *
 * @param options.keepOthers - leave all others alone too
 * @internal
 */
export async function putClusters(options: {
  knex: Knex;
  definitions: ClusterDefinition[];
  keepOthers?: boolean;
}): Promise<void> {
  const { knex, definitions, keepOthers = false } = options;
  const stored = new Map(
    (await knex<DbClusterRow>('clusters').select()).map(row => [row.name, row]),
  );
  const kept = new Set([
    ...definitions.map(definition => definition.name),
    ...(await listKnown(knex)),
  ]);
  for (const name of stored.keys()) {
    if (!keepOthers && !kept.has(name)) {
      await removeCluster({ knex, cluster: name });
    }
  }
  for (const definition of definitions) {
    const row = toClusterRow(definition);
    const before = stored.get(definition.name);
    if (!before || !isEqual(before, row)) {
      await writeCluster({ knex, definition, row });
    }
  }
}

async function listKnown(knex: Knex): Promise<string[]> {
  const rows = await knex<DbReplicaClusterRow>('replica_clusters')
    .whereIn('replica', livingReplicas(knex).select('id'))
    .distinct('cluster');
  return rows.map(row => row.cluster);
}

function toClusterRow(definition: ClusterDefinition): DbClusterRow {
  const { auth, argocd } = definition;
  return {
    name: definition.name,
    title: definition.title ?? definition.name,
    environment: definition.environment,
    defined_at: definition.definedAt,
    url: definition.url,
    unwatchable: auth.type === 'unsupported' ? auth.reason : null,
    argocd: JSON.stringify({ names: argocd.names, servers: argocd.servers }),
  };
}

function isEqual(a: DbClusterRow, b: DbClusterRow): boolean {
  return (
    a.title === b.title &&
    a.environment === b.environment &&
    a.defined_at === b.defined_at &&
    a.url === b.url &&
    a.unwatchable === b.unwatchable &&
    a.argocd === b.argocd
  );
}

async function writeCluster(options: {
  knex: Knex;
  definition: ClusterDefinition;
  row: DbClusterRow;
}): Promise<void> {
  const { knex, definition, row } = options;
  const cluster = definition.name;
  await knex<DbClusterRow>('clusters').insert(row).onConflict('name').merge();
  await knex('cluster_destinations').where({ cluster }).delete();
  await knex('cluster_destinations').insert(
    destinationsOf(definition).map(destination => ({ destination, cluster })),
  );
  await knex('contacts')
    .insert({
      cluster,
      last_contact_at: null,
      failure: null,
      failing_since: null,
      clock_skew_ms: null,
      kubernetes_versions: '[]',
    })
    .onConflict('cluster')
    .ignore();
  await createSubjects({ knex, type: 'cluster', refs: [cluster] });
  await markClusterDue({ knex, cluster });
}

/** The names under which Argo CD may know a cluster; `self` needs no row. */
function destinationsOf(definition: ClusterDefinition): string[] {
  const { name, url, argocd } = definition;
  const servers = url === null ? argocd.servers : [...argocd.servers, url];
  const destinations = [
    ...[name, ...argocd.names].map(alias => `name:${alias}` as const),
    ...servers.map(server => `server:${server}` as const),
  ].map(normalizeDestination);
  return [...new Set(destinations)].filter(one => one !== 'self');
}
