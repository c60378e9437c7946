import {
  matchesReference,
  parseLabelSelector,
  SyncObjectReference,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { areNamed } from '../facts/areNamed';
import { joinFact, whereOfFact } from './joinFact';
import {
  DbSyncObjectRow,
  readSyncObject,
  SYNC_OBJECT_COLUMNS,
} from './syncObjectRow';

/** More sync objects than this under one name or selector say nothing of one entity. */
const MAX_NEAR = 500;
const MAX_ANYWHERE = 50;

/** The kind of sync object that each engine has. @internal */
export const SYNC_KIND = {
  argocd: 'Application',
  flux: 'Kustomization',
} as const;

/**
 * The sync objects that an entity names or selects by annotation.
 *
 * @remarks
 * An annotation names no cluster, and every cluster may have an Application
 * `guestbook`: those that are kept in a cluster of the entity or aim at one
 * are meant. Only when there is none are all meant that bear the name, since
 * Argo CD may know the cluster under an alias that nobody told us.
 *
 * @internal
 */
export async function readReferencedSyncObjects(options: {
  knex: Knex;
  references: SyncObjectReference[];
  clusters: string[];
}): Promise<DbSyncObjectRow[]> {
  const { knex, references, clusters } = options;
  const found = await Promise.all(
    references.map(reference => readReferenced({ knex, reference, clusters })),
  );
  return found.flat();
}

async function readReferenced(options: {
  knex: Knex;
  reference: SyncObjectReference;
  clusters: string[];
}): Promise<DbSyncObjectRow[]> {
  const { knex, reference, clusters } = options;
  const candidates = selectCandidates(knex, reference);
  if (!candidates) {
    return [];
  }
  const near =
    clusters.length === 0
      ? []
      : await candidates
          .clone()
          .where(query => whereNear({ knex, query, clusters }))
          .limit(MAX_NEAR);
  const rows =
    near.length > 0 ? near : await candidates.clone().limit(MAX_ANYWHERE);
  return rows.filter(row => matchesReference(reference, readSyncObject(row)));
}

/**
 * The sync objects that the index can tell apart: by name, else by the first
 * label that the selector wants. `null` when the reference says neither, for
 * it would mean everything.
 */
function selectCandidates(
  knex: Knex,
  reference: SyncObjectReference,
): Knex.QueryBuilder<DbSyncObjectRow, DbSyncObjectRow[]> | null {
  const kind = SYNC_KIND[reference.engine];
  const query = knex('facts')
    .where('facts.kind', kind)
    .orderBy(['facts.cluster', 'facts.namespace', 'facts.name'])
    .select<DbSyncObjectRow[]>(...SYNC_OBJECT_COLUMNS);
  if (reference.namespace !== null) {
    query.where('facts.namespace', reference.namespace);
  }
  if (reference.name !== null) {
    return query.where('facts.name', reference.name).modify(areNamed);
  }
  const wanted = firstPositive(reference.selector ?? '');
  if (!wanted) {
    return null;
  }
  query
    .join('fact_labels', joinFact('fact_labels'))
    .where({ 'fact_labels.kind': kind, 'fact_labels.label': wanted.key });
  if (wanted.operator === 'In') {
    query.whereIn('fact_labels.value', wanted.values);
  }
  return query;
}

/** The first requirement that a label must exist to meet. */
function firstPositive(selector: string) {
  const parsed = parseLabelSelector(selector);
  const requirements = parsed.ok ? parsed.value.matchExpressions : [];
  return (
    requirements.find(({ operator }) => operator === 'In') ??
    requirements.find(({ operator }) => operator === 'Exists')
  );
}

function whereNear(options: {
  knex: Knex;
  query: Knex.QueryBuilder;
  clusters: string[];
}): void {
  const { knex, query, clusters } = options;
  query.whereIn('facts.cluster', clusters).orWhereExists(
    knex('fact_targets')
      .join(
        'cluster_destinations',
        'cluster_destinations.destination',
        'fact_targets.destination',
      )
      .modify(targets => whereOfFact(targets, 'fact_targets'))
      .whereIn('cluster_destinations.cluster', clusters)
      .select(knex.raw('1')),
  );
}
