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
  DbFactKey,
} from '../../tables';
import { markRefsDue } from './markDue';

/**
 * What a sync object said of itself, before or after a change.
 *
 * @internal
 */
export interface SyncObjectTrace {
  /** Which objects it is one of. */
  scope: Pick<DbFactKey, 'cluster' | 'kind'>;
  name: string;
  labels: Record<string, string>;
  targets: { destination: string; namespace: string }[];
}

/**
 * Marks due whatever sync objects that came, changed or went can concern: the
 * clusters that hold them, the clusters at which they aim, and the entities
 * that claim a namespace to which they apply, name them or select them.
 *
 * @remarks
 * The statements are as many for the objects of one cluster as for those of
 * all that changed in the same moment.
 *
 * @internal
 */
export async function markSyncObjectsDue(options: {
  knex: Knex;
  traces: SyncObjectTrace[];
}): Promise<void> {
  const { knex, traces } = options;
  const namespaces = await resolveTargets(options);
  const claiming = await findClaimingEntities(knex, namespaces);
  const naming = await findNamingEntities(options);
  await markRefsDue({
    knex,
    type: 'cluster',
    refs: [
      ...traces.map(({ scope }) => scope.cluster),
      ...[...namespaces.values()].flatMap(set => [...set]),
    ],
  });
  await markRefsDue({ knex, type: 'entity', refs: [...claiming, ...naming] });
}

/** The clusters aimed at, by namespace. */
async function resolveTargets(options: {
  knex: Knex;
  traces: SyncObjectTrace[];
}): Promise<Map<string, Set<string>>> {
  const { knex, traces } = options;
  const targets = traces.flatMap(trace =>
    trace.targets.map(target => ({ ...target, from: trace.scope.cluster })),
  );
  const clusters = new Map<string, string[]>();
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
  for (const { destination, namespace, from } of targets) {
    const known = byNamespace.get(namespace) ?? new Set<string>();
    clusters.get(destination)?.forEach(cluster => known.add(cluster));
    if (destination === 'self') {
      known.add(from);
    }
    byNamespace.set(namespace, known);
  }
  return byNamespace;
}

async function findClaimingEntities(
  knex: Knex,
  clustersByNamespace: Map<string, Set<string>>,
): Promise<string[]> {
  const refs: string[] = [];
  for (const some of chunked([...clustersByNamespace])) {
    const aimedAt = new Set(some.flatMap(([, clusters]) => [...clusters]));
    const claims = await knex<DbEntityClaimRow>('entity_claims')
      .whereIn('cluster', [...aimedAt, ''])
      .whereIn(
        'namespace',
        some.map(([namespace]) => namespace),
      )
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
  traces: SyncObjectTrace[];
}): Promise<string[]> {
  const { knex, traces } = options;
  const refs: string[] = [];
  for (const kind of new Set(traces.map(({ scope }) => scope.kind))) {
    const ofKind = traces.filter(({ scope }) => scope.kind === kind);
    const names = [...new Set(ofKind.map(({ name }) => name))];
    for (const chunk of chunked(names)) {
      const rows = await knex<DbEntitySyncReferenceRow>(
        'entity_sync_references',
      )
        .where({ kind })
        .whereIn('name', chunk)
        .select('entity_ref');
      refs.push(...rows.map(row => row.entity_ref));
    }
    refs.push(...(await findSelectingEntities({ knex, kind, traces: ofKind })));
  }
  return refs;
}

async function findSelectingEntities(options: {
  knex: Knex;
  kind: string;
  traces: SyncObjectTrace[];
}): Promise<string[]> {
  const { knex, kind, traces } = options;
  const selecting = await knex<DbEntitySyncReferenceRow>(
    'entity_sync_references',
  )
    .where({ kind, name: '' })
    .select('entity_ref', 'selector');
  return selecting.flatMap(({ entity_ref: ref, selector }) => {
    const wanted = parseLabelSelector(selector ?? '');
    const isSelected =
      wanted.ok &&
      traces.some(trace => matchesLabelSelector(wanted.value, trace.labels));
    return isSelected ? [ref] : [];
  });
}
