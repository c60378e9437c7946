import { PostgresClusterFact } from '../../facts';

/**
 * Since when a database is stopped on purpose, or `null` while it runs. The
 * annotation asks for it, the condition says that it is done.
 *
 * @internal
 */
export function hibernatedSince(fact: PostgresClusterFact): Date | null {
  const condition = fact.conditions.find(
    ({ type }) => type === 'cnpg.io/hibernation',
  );
  return fact.isHibernated && condition?.status === 'True' && condition.at
    ? new Date(condition.at)
    : null;
}
