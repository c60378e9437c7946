import { earliest } from '../../health/earliest';
import { Finding } from '../../health/Finding';
import { describeInstant, quoteName } from '../../words';
import { findFailedRun, findStuckEngineRun, RunWords } from '../runFindings';
import { SlotSchedule } from '../SlotSchedule';
import { PostgresContext } from './PostgresContext';

/** How ScheduledBackups are spoken of. @internal */
export const POSTGRES_WORDS: RunWords = {
  schedule: 'ScheduledBackup',
  failed: 'base_backup_failed',
  stuck: 'base_backup_stuck',
};

/** The operator looks at a new ScheduledBackup at once. */
const PICK_UP_MS = 5 * 60_000;

/**
 * What stands against base backups: each ScheduledBackup's last one, then what
 * the store says of all of them.
 *
 * @internal
 */
export function findBaseBackupTrouble(
  context: PostgresContext,
): (Finding | null)[] {
  const { scheduled, hibernatedAt, horizon } = context;
  const enabled = scheduled.filter(({ slots }) => slots.standing === 'enabled');
  return [
    ...scheduled.map(({ slots }) => findFailedRun(slots, POSTGRES_WORDS)),
    findRecordedFailure(context),
    // While a database is stopped its backups wait for it, and may.
    ...(hibernatedAt
      ? []
      : scheduled.map(({ slots }) =>
          findStuckEngineRun(slots, POSTGRES_WORDS, horizon),
        )),
    ...enabled.map(sb =>
      findNotPickedUp(sb.slots, sb.fact.lastCheckedAt, context),
    ),
    findEmptyWindow(context),
    findLocalOnly(context),
  ];
}

/**
 * Whether new base backups come as they are promised. While WAL is archived a
 * late one makes recovery slow and loses nothing; without it it is all there is.
 *
 * @internal
 */
export function findBaseBackupLateness(context: PostgresContext): Finding {
  const { base, isBaseWanted, objective, isLive, wal, place } = context;
  if (!base || !isBaseWanted) return withoutBase(context);
  const due = objective.dueAt ? describeInstant(objective.dueAt) : '';
  const newest = describeInstant(base.at);
  if (objective.standing === 'breached' && !isLive && wal.state !== 'failing') {
    return {
      state: 'CRITICAL',
      reason: 'base_backup_overdue',
      message: `The newest base backup of ${place} is of ${newest}; a newer one was needed by ${due}.`,
    };
  }
  if (objective.standing === 'breached' || objective.standing === 'at_risk') {
    return {
      state: 'DEGRADED',
      reason: 'base_backup_late',
      message: `The newest base backup of ${place} is of ${newest}; a newer one has been due since ${due}${
        isLive ? ', and until then recovery takes ever longer' : ''
      }.`,
    };
  }
  return isLive ? recoverable(context) : baseBackupKept(context);
}

/** A ScheduledBackup that the operator does not look at. @internal */
export function findNotPickedUp(
  slots: SlotSchedule,
  lastCheckedAt: string | null,
  { horizon }: Pick<PostgresContext, 'horizon'>,
): Finding | null {
  if (lastCheckedAt !== null) return null;
  const expectedBy = new Date(slots.createdAt.getTime() + PICK_UP_MS);
  if (!horizon.isPast(expectedBy)) return null;
  return {
    state: 'DEGRADED',
    reason: 'scheduled_backup_not_picked_up',
    message: `CloudNative-PG has not looked at ScheduledBackup ${quoteName(
      slots.name,
    )}, created ${describeInstant(slots.createdAt)}; its operator may be down.`,
  };
}

/**
 * A failure that no Backup tells of any more. While a backup runs condition
 * `LastBackupSucceeded` is False too, with reason BackupStarted: no failure.
 */
function findRecordedFailure(context: PostgresContext): Finding | null {
  const { fact, record, base, place } = context;
  const condition = fact.conditions.find(
    ({ type, status, reason }) =>
      type === 'LastBackupSucceeded' &&
      status === 'False' &&
      reason === 'LastBackupFailed',
  );
  const stamps = [
    record?.lastFailure ?? null,
    condition?.at ? new Date(condition.at) : null,
  ].flatMap(at => at ?? []);
  const failed = stamps.sort((a, b) => b.getTime() - a.getTime())[0];
  if (!failed || failed < new Date(fact.createdAt)) return null;
  if (base && base.at >= failed) return null;
  return {
    state: 'DEGRADED',
    reason: 'base_backup_failed',
    message: `The last base backup of ${place} failed ${describeInstant(
      failed,
    )}.`,
  };
}

function findEmptyWindow(context: PostgresContext): Finding | null {
  const { isWindowEmpty, base, place } = context;
  if (!isWindowEmpty || !base) return null;
  return {
    state: 'DEGRADED',
    reason: 'recovery_window_empty',
    message: `A base backup of ${place} was completed ${describeInstant(
      base.at,
    )}, but its object store lists none that it can be recovered from.`,
  };
}

function findLocalOnly(context: PostgresContext): Finding | null {
  const { base, hasOnlySnapshots, requiresOffCluster, place } = context;
  if (!requiresOffCluster || !hasOnlySnapshots) return null;
  return {
    state: 'DEGRADED',
    reason: 'base_backup_on_volume_snapshot',
    message: `Base backups of ${place} are volume snapshots and are lost with the cluster${
      base ? `; the newest one is of ${describeInstant(base.at)}` : ''
    }.`,
  };
}

function withoutBase(context: PostgresContext): Finding {
  const { objective, base, place } = context;
  const { slot, schedule } = objective;
  const first =
    slot && schedule
      ? `the first one of ScheduledBackup ${quoteName(schedule)} `
      : '';
  const when = slot ? describeInstant(slot) : '';
  const outside = base ? ' outside the cluster' : '';
  if (objective.standing === 'met') {
    return {
      state: 'PENDING',
      reason: 'base_backup_pending',
      message: `There is no base backup of ${place}${outside} yet; ${first}is due ${when}.`,
    };
  }
  return {
    state: base ? 'DEGRADED' : 'CRITICAL',
    reason: 'base_backup_never',
    message: `There is no base backup of ${place}${outside}, although ${first}was due ${when}.`,
  };
}

/** The archive falls silent when nothing is written, so "up to now" rests on its last word. */
function recoverable(context: PostgresContext): Finding {
  const { base, record, wal, place } = context;
  const from = record?.first ?? base?.at;
  return {
    state: 'HEALTHY',
    reason: 'point_in_time_recovery',
    message: `${place} can be recovered to any moment${
      from ? ` from ${describeInstant(from)} on` : ''
    }: WAL archiving ${
      wal.since ? `has worked since ${describeInstant(wal.since)}` : 'works'
    } (an idle database archives nothing new)${
      base
        ? `, and the newest base backup is of ${describeInstant(base.at)}`
        : ''
    }${nextWords(context)}.`,
  };
}

function baseBackupKept(context: PostgresContext): Finding {
  const { base, place } = context;
  return {
    state: 'HEALTHY',
    reason: 'base_backup_kept',
    message: `The newest base backup of ${place} is of ${
      base ? describeInstant(base.at) : ''
    }${nextWords(context)}.`,
  };
}

function nextWords({
  scheduled,
  horizon,
  hibernatedAt,
}: PostgresContext): string {
  if (hibernatedAt) return '';
  const next = earliest(scheduled.map(({ slots }) => slots.nextRun(horizon)));
  return next ? `; the next one is due ${describeInstant(next)}` : '';
}
