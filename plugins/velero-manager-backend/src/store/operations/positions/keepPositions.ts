import { Knex } from 'knex';
import { DbPositionRow } from '../../tables';
import { FactDelta, FactScope } from '../../types';
import { upsertRows } from '../upsertRows';

/**
 * Keeps the positions of watches in step with the facts that deltas bring;
 * call it in the same transaction. Facts that come without a position leave
 * none that could be taken for theirs.
 *
 * @internal
 */
export async function keepPositions(options: {
  knex: Knex;
  changes: { scope: FactScope; delta: FactDelta }[];
}): Promise<void> {
  const { knex, changes } = options;
  for (const { scope, delta } of changes) {
    await dropPositions({ knex, scope, delta });
  }
  await upsertRows({
    ...{ knex, table: 'positions', rows: changes.flatMap(toRow) },
    keys: ['cluster', 'kind', 'namespace'],
  });
}

function toRow(change: {
  scope: FactScope;
  delta: FactDelta;
}): DbPositionRow[] {
  const { scope, delta } = change;
  if (delta.type === 'confined' || !delta.position) {
    return [];
  }
  const { namespace, resourceVersion, basis } = delta.position;
  const { cluster, kind } = scope;
  return [
    { cluster, kind, namespace, basis, resource_version: resourceVersion },
  ];
}

async function dropPositions(options: {
  knex: Knex;
  scope: FactScope;
  delta: FactDelta;
}): Promise<void> {
  const { knex, scope, delta } = options;
  const positions = knex<DbPositionRow>('positions').where(scope);
  if (delta.type === 'confined') {
    await positions.whereNotIn('namespace', delta.namespaces).delete();
  } else if (delta.type === 'replaced' && !delta.position) {
    const { namespace } = delta;
    await positions
      .modify(query => namespace !== undefined && query.where({ namespace }))
      .delete();
  }
}
