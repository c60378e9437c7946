import { Finding } from '../../health/Finding';
import { describeInstant, quoteName, quoteNames } from '../../words';
import { PostgresContext, ScheduledBackup } from './PostgresContext';

/**
 * Nothing makes base backups of a database, and no archive continues one.
 *
 * @internal
 */
export function notCovered(
  { base, wal, place }: PostgresContext,
  options: { malformed: number; otherCover: readonly string[] },
): Finding {
  const { malformed, otherCover } = options;
  if (malformed > 0) {
    return {
      state: 'UNKNOWN',
      reason: 'scheduled_backups_malformed',
      message: `No ScheduledBackup that could be read is of ${place}, but ${malformed} could not be read.`,
    };
  }
  if (otherCover.length) {
    return {
      state: 'DEGRADED',
      reason: 'only_file_copies',
      message: `Only the volumes of ${place} are copied (${quoteNames(
        otherCover,
      )}), while it writes to them; such a copy may not start.`,
    };
  }
  return {
    state: 'UNPROTECTED',
    reason: 'no_scheduled_backup',
    message: `No ScheduledBackup is of ${place}; ${
      base
        ? `its last base backup is of ${describeInstant(base.at)}`
        : 'there is no base backup'
    }${wal.state === 'failing' ? ', and its WAL is not archived' : ''}.`,
  };
}

/** WAL is archived on top of a base backup that nobody renews. @internal */
export function archivedOnly({ base, place }: PostgresContext): Finding {
  return {
    state: 'DEGRADED',
    reason: 'base_backup_not_scheduled',
    message: `WAL of ${place} is archived, but no ScheduledBackup makes base backups; the last one is of ${
      base ? describeInstant(base.at) : ''
    }, and recovery takes ever longer.`,
  };
}

/** Every ScheduledBackup is suspended. @internal */
export function suspended({
  scheduled,
  base,
  place,
}: PostgresContext): Finding {
  const names = scheduled
    .filter(({ slots }) => slots.isPaused)
    .map(({ fact }) => fact.name);
  return {
    state: 'PAUSED',
    reason: 'scheduled_backup_suspended',
    message: `Every ScheduledBackup of ${place} (${quoteNames(
      names,
    )}) is suspended; ${
      base
        ? `the newest base backup is of ${describeInstant(base.at)}`
        : 'there is no base backup yet'
    }.`,
  };
}

/** A ScheduledBackup can make no backups; alone it is no cover. @internal */
export function invalidSchedule(
  { fact, slots }: ScheduledBackup,
  state: 'CRITICAL' | 'DEGRADED',
): Finding {
  return {
    state,
    reason: 'scheduled_backup_invalid',
    message: `ScheduledBackup ${quoteName(
      fact.name,
    )} makes no backups, because ${slots.problem}.`,
  };
}

/** Stopped on purpose: nothing is written, and nothing can be backed up. @internal */
export function hibernated({
  hibernatedAt,
  base,
  place,
}: PostgresContext): Finding | null {
  if (!hibernatedAt) return null;
  return {
    state: 'PAUSED',
    reason: 'postgres_hibernated',
    message: `${place} has been hibernated since ${describeInstant(
      hibernatedAt,
    )}, so nothing is written and no backups are made${
      base ? `; the newest base backup is of ${describeInstant(base.at)}` : ''
    }.`,
  };
}

/** The plug-in writes to an object store that is not there. @internal */
export function findObjectStoreMissing({
  fact,
  isStoreMissing,
  place,
}: PostgresContext): Finding | null {
  if (!isStoreMissing) return null;
  const name = fact.barmanPlugin?.objectStore;
  return {
    state: 'CRITICAL',
    reason: 'object_store_missing',
    message: name
      ? `ObjectStore ${quoteName(
          name,
        )} of ${place} does not exist, so nothing can be backed up or recovered.`
      : `The Barman Cloud plug-in of ${place} names no ObjectStore, so nothing can be backed up or recovered.`,
  };
}
