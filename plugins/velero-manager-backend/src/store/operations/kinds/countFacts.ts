import { Knex } from 'knex';
import { DbKindStatusRow } from '../../tables';
import { FactScope } from '../../types';
import { upsertRows } from '../upsertRows';
import { pendingKindStatus } from './pendingKindStatus';

interface FactCount {
  scope: FactScope;
  /** Less than none where more went than came. */
  added: number;
  malformed: number;
  isComplete: boolean;
}

/**
 * Keeps the number of facts of some scopes, and of objects that were left out.
 *
 * @remarks
 * A complete list says exactly how many are malformed. An event can only say
 * that there are some, and says so again whenever the same object changes:
 * between lists the number is the largest seen at once, a lower bound.
 *
 * @internal
 */
export async function countFacts(options: {
  knex: Knex;
  counts: FactCount[];
}): Promise<void> {
  const { knex, counts } = options;
  const clusters = new Set(counts.map(({ scope }) => scope.cluster));
  const kinds = new Set(counts.map(({ scope }) => scope.kind));
  const rows = await knex<DbKindStatusRow>('kind_status')
    .whereIn('cluster', [...clusters])
    .whereIn('kind', [...kinds])
    .select('cluster', 'kind', 'malformed');
  const known = new Map(rows.map(row => [keyOf(row), row.malformed]));
  await upsertRows({
    ...{ knex, table: 'kind_status' },
    rows: counts.flatMap(count => toRow(count, known.get(keyOf(count.scope)))),
    keys: ['cluster', 'kind'],
    // Only these two are counted here.
    merged: {
      objects: 'kind_status.objects + excluded.objects',
      ...kept('state', 'message', 'synced_at', 'awaited'),
    },
  });
}

function toRow(
  { scope, added, malformed, isComplete }: FactCount,
  before: number | undefined,
): DbKindStatusRow[] {
  const after = isComplete ? malformed : Math.max(before ?? 0, malformed);
  return added === 0 && after === before
    ? []
    : [{ ...pendingKindStatus(scope), objects: added, malformed: after }];
}

function keyOf({ cluster, kind }: { cluster: string; kind: string }): string {
  return JSON.stringify([cluster, kind]);
}

function kept(...columns: string[]): Record<string, string> {
  return Object.fromEntries(
    columns.map(column => [column, `kind_status.${column}`]),
  );
}
