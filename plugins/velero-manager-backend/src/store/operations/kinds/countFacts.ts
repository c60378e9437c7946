import { Knex } from 'knex';
import { DbKindStatusRow } from '../../tables';
import { FactScope } from '../../types';
import { pendingKindStatus } from './pendingKindStatus';

/**
 * Keeps the number of facts of a scope, and of objects that were left out.
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
  scope: FactScope;
  added: number;
  malformed: number;
  isComplete: boolean;
}): Promise<void> {
  const { knex, scope, added, malformed, isComplete } = options;
  const before = await knex<DbKindStatusRow>('kind_status')
    .where(scope)
    .first('malformed');
  const after = isComplete
    ? malformed
    : Math.max(before?.malformed ?? 0, malformed);
  if (before && added === 0 && after === before.malformed) {
    return;
  }
  await knex<DbKindStatusRow>('kind_status')
    .insert({ ...pendingKindStatus(scope), objects: added, malformed: after })
    .onConflict(['cluster', 'kind'])
    .merge({
      objects: knex.raw('kind_status.objects + ?', [added]),
      malformed: after,
    });
}
