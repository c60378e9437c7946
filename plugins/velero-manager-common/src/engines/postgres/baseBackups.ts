import { PostgresBackupFact, PostgresClusterFact } from '../../facts';
import { Horizon } from '../../health/Horizon';
import { StoreRecord } from './recoveryWindow';

/** Stamps further ahead than this are wrong, and nothing rests on them. */
const FUTURE_TOLERANCE_MS = 5 * 60_000;
/** The store's record and the Backup of one base backup may differ by as much. */
const SAME_BACKUP_MS = 60_000;

/** A base backup from which a database can be recovered. @internal */
export interface BaseBackup {
  /** Its end: it brings back what was committed until then. */
  at: Date;
  /** When it was made, by which it is matched to a slot. */
  begunAt: Date;
  /** The Backup's name, or `null` where only the store tells of it. */
  backup: string | null;
  /** Whether it survives the loss of the cluster. */
  isOffCluster: boolean;
}

/** The newest base backup of each grade. @internal */
export interface BaseBackups {
  offCluster: BaseBackup | null;
  /** On volume snapshots. */
  local: BaseBackup | null;
}

/**
 * The newest base backups of a database.
 *
 * @remarks
 * Two witnesses are heard, and the newer one counts: completed Backups, and the
 * store's record. The plug-in writes its record every half an hour, so a Backup
 * is often ahead of it; Backups in turn outlive what retention removes from the
 * store, so those that are older than the record's first moment are gone. What
 * was made before the Cluster was created is of a former one of that name.
 *
 * @internal
 */
export function newestBaseBackups(
  fact: PostgresClusterFact,
  evidence: {
    backups: readonly PostgresBackupFact[];
    record: StoreRecord | null;
    horizon: Horizon;
  },
): BaseBackups {
  const { backups, record, horizon } = evidence;
  const created = new Date(fact.createdAt);
  const counts = ({ at }: BaseBackup) =>
    at >= created &&
    horizon.isReached(new Date(at.getTime() - FUTURE_TOLERANCE_MS));
  const made = backups
    .filter(({ phase, deletedAt }) => phase === 'completed' && !deletedAt)
    .map(toBaseBackup)
    .filter(counts);
  const first = record?.first ?? null;
  const stored = newestOf(
    made.filter(
      ({ isOffCluster, at }) => isOffCluster && !(first && at < first),
    ),
  );
  const recorded = recordedBackup(record);
  const isAhead =
    recorded !== null &&
    counts(recorded) &&
    (!stored || recorded.at.getTime() > stored.at.getTime() + SAME_BACKUP_MS);
  return {
    offCluster: isAhead ? recorded : stored,
    local: newestOf(made.filter(({ isOffCluster }) => !isOffCluster)),
  };
}

function toBaseBackup(backup: PostgresBackupFact): BaseBackup {
  return {
    at: new Date(backup.stoppedAt ?? backup.startedAt ?? backup.createdAt),
    begunAt: new Date(backup.createdAt),
    backup: backup.name,
    isOffCluster: backup.method !== 'volumeSnapshot',
  };
}

function recordedBackup(record: StoreRecord | null): BaseBackup | null {
  const at = record?.lastSuccess;
  return at ? { at, begunAt: at, backup: null, isOffCluster: true } : null;
}

function newestOf(backups: readonly BaseBackup[]): BaseBackup | null {
  return backups.reduce<BaseBackup | null>(
    (newest, backup) => (newest && newest.at >= backup.at ? newest : backup),
    null,
  );
}
