import { SyncObjectFact } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbFactKey, DbFactLabelRow, DbFactTargetRow } from '../../tables';
import { StoredFact } from '../../toFactRows';
import { SyncObjectTrace } from '../due/markSyncObjectsDue';
import { deleteByKey, tablesOfKeys } from './factKeys';

const KEY = ['cluster', 'kind', 'namespace', 'name'] as const;
const TARGET = [...KEY, 'destination', 'target_namespace'].map(
  column => `fact_targets.${column}`,
);
const LABEL = [...KEY, 'label', 'value'].map(column => `fact_labels.${column}`);

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
  keys: DbFactKey[];
}): Promise<SyncObjectTrace[]> {
  const { knex, keys } = options;
  const traces = new Map(keys.map(key => [keyOf(key), emptyTrace(key)]));
  for (const table of tablesOfKeys({ ...options, table: 'fact_targets' })) {
    const rows: DbFactTargetRow[] = await knex.from(table).select(TARGET);
    for (const row of rows) {
      traces.get(keyOf(row))?.targets.push({
        destination: row.destination,
        namespace: row.target_namespace,
      });
    }
  }
  for (const table of tablesOfKeys({ ...options, table: 'fact_labels' })) {
    const rows: DbFactLabelRow[] = await knex.from(table).select(LABEL);
    for (const row of rows) {
      const trace = traces.get(keyOf(row));
      if (trace) {
        trace.labels[row.label] = row.value;
      }
    }
  }
  return [...traces.values()];
}

/** What sync objects that are about to be stored say of themselves. @internal */
export function toTraces(facts: StoredFact[]): SyncObjectTrace[] {
  return facts.map(({ row, targets, labels }) => ({
    scope: { cluster: row.cluster, kind: row.kind },
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
  keys: DbFactKey[];
}): Promise<void> {
  await deleteByKey({ ...options, table: 'fact_targets' });
  await deleteByKey({ ...options, table: 'fact_labels' });
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

function emptyTrace({ cluster, kind, name }: DbFactKey): SyncObjectTrace {
  const scope = { cluster, kind };
  // Without a prototype: the keys of labels come from clusters.
  return { scope, name, labels: Object.create(null), targets: [] };
}

function keyOf(key: DbFactKey): string {
  return JSON.stringify(KEY.map(column => key[column]));
}
