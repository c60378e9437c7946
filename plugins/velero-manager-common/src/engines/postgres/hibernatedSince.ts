import { PostgresClusterFact } from '../../facts';
import { Horizon } from '../../health/Horizon';

/**
 * Since when a database is stopped on purpose, or `null` while it runs. The
 * annotation asks for it, the condition says that it is done.
 *
 * @internal
 */
export function hibernatedSince(
  fact: PostgresClusterFact,
  horizon: Horizon,
): Date | null {
  const condition = fact.conditions.find(
    ({ type }) => type === 'cnpg.io/hibernation',
  );
  if (!fact.isHibernated || condition?.status !== 'True') return null;
  const since = condition.at === null ? null : new Date(condition.at);
  return since && horizon.isReached(since) ? since : null;
}
