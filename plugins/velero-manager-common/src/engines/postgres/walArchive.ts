import { PostgresClusterFact } from '../../facts';

/**
 * How a database's write-ahead log gets out of the cluster.
 *
 * @internal
 */
export interface WalArchive {
  /**
   * `none`: nothing archives it. `unproven`: the operator has not said yet
   * whether it works.
   */
  state: 'archiving' | 'failing' | 'unproven' | 'none';
  /** Since when it works or fails. */
  since: Date | null;
  /** Why it fails, in the operator's words. */
  cause: string;
}

/**
 * Reads the state of WAL archiving. Condition `ContinuousArchiving` alone proves
 * nothing: it is True as well where there is no archive, because the archive
 * command then does nothing and succeeds.
 *
 * @internal
 */
export function walArchiveOf(fact: PostgresClusterFact): WalArchive {
  if (!hasArchiver(fact)) return { state: 'none', since: null, cause: '' };
  const condition = fact.conditions.find(
    ({ type }) => type === 'ContinuousArchiving',
  );
  if (condition?.status !== 'True' && condition?.status !== 'False') {
    return { state: 'unproven', since: null, cause: '' };
  }
  return {
    state: condition.status === 'True' ? 'archiving' : 'failing',
    since: condition.at === null ? null : new Date(condition.at),
    cause: condition.message,
  };
}

function hasArchiver(fact: PostgresClusterFact): boolean {
  const { barmanPlugin, hasInTreeObjectStore, hasOtherWalArchiver } = fact;
  return (
    hasInTreeObjectStore ||
    hasOtherWalArchiver ||
    (barmanPlugin !== null &&
      barmanPlugin.isEnabled &&
      barmanPlugin.isWalArchiver)
  );
}
