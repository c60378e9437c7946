import { Knex } from 'knex';
import { applyDeltas, FactChange } from './applyDeltas';

/**
 * Brings the facts of a scope in line with a delta, as {@link applyDeltas}
 * does; call it in a transaction.
 *
 * @returns the number of facts that changed
 * @internal
 */
export async function applyDelta(
  options: FactChange & { knex: Knex },
): Promise<{ changed: number }> {
  const { knex, ...change } = options;
  const [result] = await applyDeltas({ knex, changes: [change] });
  return result;
}
