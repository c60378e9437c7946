import { Knex } from 'knex';

/**
 * Narrows to facts that are no history, which are the only ones that the index
 * of names holds: there are far more others, and who looks for these knows
 * their cluster and namespace.
 *
 * @internal
 */
export function areNamed(facts: Knex.QueryBuilder): void {
  facts.whereNull('facts.outcome');
}
