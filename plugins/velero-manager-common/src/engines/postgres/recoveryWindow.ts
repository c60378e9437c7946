import { ObjectStoreFact, PostgresClusterFact } from '../../facts';

/**
 * What the store of a database says of its base backups.
 *
 * @internal
 */
export interface StoreRecord {
  /** The oldest moment that can be recovered to; `null` while there is none. */
  first: Date | null;
  lastSuccess: Date | null;
  lastFailure: Date | null;
}

/**
 * Reads where the truth is kept: with the Barman Cloud plug-in in the status of
 * the ObjectStore, by server name; else in the status of the Cluster, whose
 * fields no plug-in sets.
 *
 * @returns `null` where nobody keeps a record
 * @internal
 */
export function storeRecordOf(
  fact: PostgresClusterFact,
  store: ObjectStoreFact | null,
): StoreRecord | null {
  if (fact.barmanPlugin?.isEnabled) {
    const window =
      store?.recoveryWindows[fact.barmanPlugin.serverName ?? fact.name];
    return {
      first: momentOf(window?.firstRecoverabilityPoint),
      lastSuccess: momentOf(window?.lastSuccessfulBackupAt),
      lastFailure: momentOf(window?.lastFailedBackupAt),
    };
  }
  if (!fact.hasInTreeObjectStore) return null;
  const byMethod = 'barmanObjectStore';
  return {
    first: momentOf(
      fact.firstRecoverabilityPointByMethod[byMethod] ??
        fact.firstRecoverabilityPoint,
    ),
    lastSuccess: momentOf(
      fact.lastSuccessfulBackupByMethod[byMethod] ??
        fact.lastSuccessfulBackupAt,
    ),
    lastFailure: momentOf(fact.lastFailedBackupAt),
  };
}

function momentOf(stamp: string | null | undefined): Date | null {
  return stamp ? new Date(stamp) : null;
}
