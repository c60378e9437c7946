import { SyncObjectFact } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbFactKey, DbFactLabelRow, DbFactTargetRow } from '../../tables';
import { StoredFact } from '../../toFactRows';
import { FactScope } from '../../types';
import { SyncObjectTrace } from '../due/markSyncObjectsDue';
import { groupByNamespace } from './readStoredFacts';

type Key = Pick<DbFactKey, 'namespace' | 'name'>;

/** Kinds whose targets and labels are indexed. @internal */
export const SYNC_KINDS = [
  'Application',
  'Kustomization',
  'HelmRelease',
] as const satisfies readonly SyncObjectFact['kind'][];

/** Whether the facts of a kind are sync objects. @internal */
export function isSyncKind(kind: string): boolean {
  return SYNC_KINDS.some(one => one === kind);
}

/** What the stored sync objects with these keys say of themselves. @internal */
export async function readTraces(options: {
  knex: Knex;
  scope: FactScope;
  keys: Key[];
}): Promise<SyncObjectTrace[]> {
  const { knex, scope } = options;
  const traces: SyncObjectTrace[] = [];
  for (const { namespace, name } of eachChunk(options.keys)) {
    const key = { ...scope, namespace };
    const targets = await knex<DbFactTargetRow>('fact_targets')
      .where(key)
      .whereIn('name', name)
      .select('name', 'destination', 'target_namespace');
    const labels = await knex<DbFactLabelRow>('fact_labels')
      .where(key)
      .whereIn('name', name)
      .select('name', 'label', 'value');
    const byName = new Map(name.map(one => [one, emptyTrace(one)] as const));
    targets.forEach(row =>
      byName.get(row.name)?.targets.push({
        destination: row.destination,
        namespace: row.target_namespace,
      }),
    );
    labels.forEach(row => {
      const trace = byName.get(row.name);
      if (trace) {
        trace.labels[row.label] = row.value;
      }
    });
    traces.push(...byName.values());
  }
  return traces;
}

/** What sync objects that are about to be stored say of themselves. @internal */
export function toTraces(facts: StoredFact[]): SyncObjectTrace[] {
  return facts.map(({ row, targets, labels }) => ({
    name: row.name,
    labels: Object.fromEntries(labels.map(l => [l.label, l.value])),
    targets: targets.map(target => ({
      destination: target.destination,
      namespace: target.target_namespace,
    })),
  }));
}

/** Deletes the index rows of sync objects. @internal */
export async function deleteSyncObjectIndex(options: {
  knex: Knex;
  scope: FactScope;
  keys: Key[];
}): Promise<void> {
  const { knex, scope, keys } = options;
  for (const { namespace, name } of eachChunk(keys)) {
    for (const table of ['fact_targets', 'fact_labels']) {
      await knex(table)
        .where({ ...scope, namespace })
        .whereIn('name', name)
        .delete();
    }
  }
}

/** Writes the index rows of sync objects, after their old ones were deleted. @internal */
export async function insertSyncObjectIndex(options: {
  knex: Knex;
  facts: StoredFact[];
}): Promise<void> {
  const { knex, facts } = options;
  for (const chunk of chunked(facts.flatMap(fact => fact.targets))) {
    await knex<DbFactTargetRow>('fact_targets').insert(chunk);
  }
  for (const chunk of chunked(facts.flatMap(fact => fact.labels))) {
    await knex<DbFactLabelRow>('fact_labels').insert(chunk);
  }
}

function emptyTrace(name: string): SyncObjectTrace {
  // Without a prototype: the keys of labels come from clusters.
  return { name, labels: Object.create(null), targets: [] };
}

function eachChunk(keys: Key[]): { namespace: string; name: string[] }[] {
  return groupByNamespace(keys).flatMap(({ namespace, names }) =>
    chunked(names).map(name => ({ namespace, name })),
  );
}
