import { Knex } from 'knex';
import { DbPositionRow } from '../../tables';
import { FactDelta, FactScope } from '../../types';

/**
 * Keeps the position of a watch in step with the facts that a delta brings;
 * call it in the same transaction. Facts that come without a position leave
 * none that could be taken for theirs.
 *
 * @internal
 */
export async function keepPosition(options: {
  knex: Knex;
  scope: FactScope;
  delta: FactDelta;
}): Promise<void> {
  const { knex, scope, delta } = options;
  if (delta.type === 'confined') {
    await knex<DbPositionRow>('positions')
      .where(scope)
      .whereNotIn('namespace', delta.namespaces)
      .delete();
    return;
  }
  if (delta.position) {
    const { namespace, resourceVersion, basis } = delta.position;
    await knex<DbPositionRow>('positions')
      .insert({ ...scope, namespace, basis, resource_version: resourceVersion })
      .onConflict(['cluster', 'kind', 'namespace'])
      .merge(['basis', 'resource_version']);
  } else if (delta.type === 'replaced') {
    const { namespace } = delta;
    await knex<DbPositionRow>('positions')
      .where(scope)
      .modify(
        positions => namespace !== undefined && positions.where({ namespace }),
      )
      .delete();
  }
}
