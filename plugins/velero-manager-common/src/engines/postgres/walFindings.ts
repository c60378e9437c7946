import { Finding } from '../../health/Finding';
import { describeCause, describeInstant } from '../../words';
import { PostgresContext } from './PostgresContext';

/** One failed attempt may pass by itself; a quarter of an hour does not. */
const FAILING_MS = 15 * 60_000;

/**
 * What stands against the archive of the write-ahead log, without which nothing
 * after the last base backup comes back.
 *
 * @remarks
 * Order: failing for more than fifteen minutes; failing; a Backup that waits for
 * it; not known.
 *
 * @internal
 */
export function findWalTrouble(context: PostgresContext): Finding | null {
  switch (context.wal.state) {
    case 'failing':
      return failing(context);
    case 'archiving':
      return findWaitingBackup(context);
    case 'unproven':
      return findUnproven(context);
    default:
      return findNoArchive(context);
  }
}

/** How long archiving fails says whether the objective is kept. @internal */
export function isWalBreached({ wal, horizon }: PostgresContext): boolean {
  if (wal.state !== 'failing') return false;
  return (
    wal.since === null ||
    horizon.isPast(new Date(wal.since.getTime() + FAILING_MS))
  );
}

function failing(context: PostgresContext): Finding {
  const { wal, place } = context;
  const since = wal.since ? ` since ${describeInstant(wal.since)}` : '';
  const cause = wal.cause ? `: ${describeCause(wal.cause)}` : '';
  return {
    state: isWalBreached(context) ? 'CRITICAL' : 'DEGRADED',
    reason: 'wal_archiving_failing',
    message: `The WAL of ${place} has not been archived${since}${cause}.`,
  };
}

/** The phase of a Backup tells of failures sooner than the Cluster's condition. */
function findWaitingBackup({ runs, place }: PostgresContext): Finding | null {
  const waiting = runs.find(({ phase }) => phase === 'walArchivingFailing');
  if (!waiting) return null;
  return {
    state: 'DEGRADED',
    reason: 'wal_archiving_failing',
    message: `A base backup of ${place} has been waiting for WAL archiving to work since ${describeInstant(
      waiting.begunAt,
    )}.`,
  };
}

function findUnproven({
  fact,
  horizon,
  place,
}: PostgresContext): Finding | null {
  const expectedBy = new Date(Date.parse(fact.createdAt) + FAILING_MS);
  if (!horizon.isPast(expectedBy)) return null;
  return {
    state: 'UNKNOWN',
    reason: 'wal_archiving_unproven',
    message: `CloudNative-PG has not said whether the WAL of ${place} is archived.`,
  };
}

/** A volume snapshot holds its own WAL; what a store holds needs an archive. */
function findNoArchive(context: PostgresContext): Finding | null {
  const { hasOnlySnapshots, place } = context;
  if (hasOnlySnapshots) return null;
  return {
    state: 'DEGRADED',
    reason: 'no_wal_archive',
    message: `Nothing archives the WAL of ${place}, so what is written after a base backup is lost with the database.`,
  };
}
