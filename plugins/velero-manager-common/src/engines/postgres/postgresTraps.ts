import { Finding } from '../../health/Finding';
import { quoteName, quoteValue } from '../../words';
import { ARCHIVE_LAG_MS, PostgresContext } from './PostgresContext';
import { PostgresScheduledBackupFact } from '../../facts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** As Barman counts them: a month has 31 days. */
const DAYS = new Map([
  ['d', 1],
  ['w', 7],
  ['m', 31],
]);

/**
 * Five fields are accepted and mean something else than everywhere: the first
 * is the second, and the day of the week is left out (robfig/cron 1.2.0
 * `Parse`). `0 2 * * *` runs every hour, at minute 2.
 *
 * @internal
 */
export function findFiveFields(
  fact: PostgresScheduledBackupFact,
): Finding | null {
  const fields = fact.cron.trim().split(/\s+/);
  if (fields.length !== 5) return null;
  const [second, minute, hour, day, month] = fields;
  return {
    state: 'DEGRADED',
    reason: 'scheduled_backup_five_fields',
    message: `ScheduledBackup ${quoteName(
      fact.name,
    )} has the five fields ${quoteValue(
      fact.cron,
    )}, which CloudNative-PG reads as second ${quoteValue(
      second,
    )}, minute ${quoteValue(minute)}, hour ${quoteValue(
      hour,
    )}, day ${quoteValue(day)} and month ${quoteValue(month)}.`,
  };
}

/**
 * Settings of a database that will hurt one day: how its schedules are written,
 * a retention shorter than the pause between base backups, an objective that
 * cannot be kept.
 *
 * @internal
 */
export function findPostgresTraps(
  context: PostgresContext,
  options: {
    retentionPolicy: string | null;
    declaredRpoSeconds: number | null;
  },
): Finding[] {
  const { scheduled } = context;
  return [
    ...scheduled.map(({ fact }) => findFiveFields(fact)),
    findShortRetention(context, options.retentionPolicy),
    findUnreachableObjective(context, options.declaredRpoSeconds),
  ].flatMap(found => found ?? []);
}

/** How long a retention policy such as `30d` keeps, or `null`. @internal */
export function retentionMs(policy: string | null): number | null {
  const read = policy === null ? null : /^([1-9]\d*)([dwm])$/.exec(policy);
  const days = read && DAYS.get(read[2]);
  return read && days ? Number(read[1]) * days * DAY_MS : null;
}

function findShortRetention(
  { objective, place }: PostgresContext,
  policy: string | null,
): Finding | null {
  const keptMs = retentionMs(policy);
  const intervalMs = 1000 * (objective.derivedRpoSeconds ?? 0);
  if (keptMs === null || intervalMs <= keptMs) return null;
  return {
    state: 'DEGRADED',
    reason: 'retention_shorter_than_interval',
    message: `Backups of ${place} are kept for ${quoteValue(
      policy,
    )}, but ${hours(
      intervalMs,
    )} pass between base backups, so there is never more than one.`,
  };
}

function findUnreachableObjective(
  { objective, isLive, wal, place }: PostgresContext,
  rpoSeconds: number | null,
): Finding | null {
  if (rpoSeconds === null) return null;
  const isArchived = isLive || wal.state === 'failing';
  const bestMs = isArchived
    ? ARCHIVE_LAG_MS
    : 1000 * (objective.derivedRpoSeconds ?? 0);
  if (bestMs <= 1000 * rpoSeconds) return null;
  return {
    state: 'DEGRADED',
    reason: 'postgres_objective_unreachable',
    message: `The objective of ${place} is ${rpoSeconds} s, but ${
      isArchived ? 'WAL is archived' : 'a base backup is made'
    } only every ${bestMs / 1000} s.`,
  };
}

function hours(ms: number): string {
  return `${Math.round(ms / HOUR_MS)} h`;
}
