import {
  matchesLabelSelector,
  parseLabelSelector,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import {
  DbClusterDestinationRow,
  DbEntityClaimRow,
  DbEntitySyncReferenceRow,
} from '../../tables';
import { FactScope } from '../../types';
import { markRefsDue } from './markDue';

/**
 * What a sync object said of itself, before or after a change.
 *
 * @internal
 */
export interface SyncObjectTrace {
  name: string;
  labels: Record<string, string>;
  targets: { destination: string; namespace: string }[];
}

/**
 * Marks due whatever sync objects that came, changed or went can concern: the
 * cluster that holds them, the clusters at which they aim, and the entities
 * that claim a namespace to which they apply, name them or select them.
 *
 * @internal
 */
export async function markSyncObjectsDue(options: {
  knex: Knex;
  scope: FactScope;
  traces: SyncObjectTrace[];
}): Promise<void> {
  const { knex, scope, traces } = options;
  const namespaces = await resolveTargets(options);
  const claiming = await findClaimingEntities(knex, namespaces);
  const naming = await findNamingEntities({ knex, kind: scope.kind, traces });
  await markRefsDue({
    knex,
    type: 'cluster',
    refs: [scope.cluster, ...[...namespaces.values()].flatMap(set => [...set])],
  });
  await markRefsDue({ knex, type: 'entity', refs: [...claiming, ...naming] });
}

/** The clusters aimed at, by namespace. */
async function resolveTargets(options: {
  knex: Knex;
  scope: FactScope;
  traces: SyncObjectTrace[];
}): Promise<Map<string, Set<string>>> {
  const { knex, scope, traces } = options;
  const targets = traces.flatMap(trace => trace.targets);
  const clusters = new Map([['self', [scope.cluster]]]);
  for (const chunk of chunked([...new Set(targets.map(t => t.destination))])) {
    const rows = await knex<DbClusterDestinationRow>('cluster_destinations')
      .whereIn('destination', chunk)
      .select('destination', 'cluster');
    for (const { destination, cluster } of rows) {
      clusters.set(destination, [
        ...(clusters.get(destination) ?? []),
        cluster,
      ]);
    }
  }
  const byNamespace = new Map<string, Set<string>>();
  for (const { destination, namespace } of targets) {
    const known = byNamespace.get(namespace) ?? new Set<string>();
    clusters.get(destination)?.forEach(cluster => known.add(cluster));
    byNamespace.set(namespace, known);
  }
  return byNamespace;
}

async function findClaimingEntities(
  knex: Knex,
  clustersByNamespace: Map<string, Set<string>>,
): Promise<string[]> {
  const refs: string[] = [];
  for (const chunk of chunked([...clustersByNamespace.keys()])) {
    const claims = await knex<DbEntityClaimRow>('entity_claims')
      .whereIn('namespace', chunk)
      .select('entity_ref', 'cluster', 'namespace');
    for (const claim of claims) {
      const clusters = clustersByNamespace.get(claim.namespace);
      if (
        claim.cluster === '' ? clusters?.size : clusters?.has(claim.cluster)
      ) {
        refs.push(claim.entity_ref);
      }
    }
  }
  return refs;
}

async function findNamingEntities(options: {
  knex: Knex;
  kind: string;
  traces: SyncObjectTrace[];
}): Promise<string[]> {
  const { knex, kind, traces } = options;
  const refs: string[] = [];
  for (const chunk of chunked([...new Set(traces.map(trace => trace.name))])) {
    const rows = await knex<DbEntitySyncReferenceRow>('entity_sync_references')
      .where({ kind })
      .whereIn('name', chunk)
      .select('entity_ref');
    refs.push(...rows.map(row => row.entity_ref));
  }
  const selecting = await knex<DbEntitySyncReferenceRow>(
    'entity_sync_references',
  )
    .where({ kind, name: '' })
    .select('entity_ref', 'selector');
  for (const { entity_ref: ref, selector } of selecting) {
    const wanted = parseLabelSelector(selector ?? '');
    if (
      wanted.ok &&
      traces.some(trace => matchesLabelSelector(wanted.value, trace.labels))
    ) {
      refs.push(ref);
    }
  }
  return refs;
}
