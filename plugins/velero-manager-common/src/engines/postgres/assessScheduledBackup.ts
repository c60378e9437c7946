import { ClusterFacts, PostgresScheduledBackupFact } from '../../facts';
import { Finding, verdictOf } from '../../health/Finding';
import { Horizon } from '../../health/Horizon';
import { ProtectionVerdict } from '../../health/verdict';
import { worstFinding } from '../../health/worstFinding';
import { describeInstant, quoteName } from '../../words';
import { engineObjective } from '../engineObjective';
import { EngineGood } from '../EngineStanding';
import { EngineRun } from '../EngineRun';
import { findFailedRun, findStuckEngineRun } from '../runFindings';
import { SlotSchedule } from '../SlotSchedule';
import { findNotPickedUp, POSTGRES_WORDS } from './baseBackupFindings';
import { findFiveFields } from './postgresTraps';
import { hibernatedSince } from './hibernatedSince';
import { PostgresView } from './PostgresView';
import { scheduledBackupSlots } from './scheduledBackupSlots';

/** A ScheduledBackup with its verdict. @public */
export interface ScheduledBackupAssessment {
  /** `cluster/namespace/name`. */
  id: string;
  cluster: string;
  fact: PostgresScheduledBackupFact;
  verdict: ProtectionVerdict;
  /** The newest good backup that it made itself. */
  lastGood: EngineGood | null;
  /** Whether one of its backups is under way. */
  running: boolean;
  nextRunAt: Date | null;
}

/**
 * Judges a ScheduledBackup by itself, as a schedule is.
 *
 * @remarks
 * Order: being deleted or suspended; unusable; then the worst of: slots that
 * came without a good backup, a last backup that failed, one that is stuck, not
 * picked up by the operator, five fields, no backup yet. HEALTHY when none
 * applies. Whether the database is safe is another question: WAL may be archived.
 *
 * @internal
 */
export function assessScheduledBackup(
  fact: PostgresScheduledBackupFact,
  options: { cluster: ClusterFacts; horizon: Horizon },
): ScheduledBackupAssessment {
  const { cluster, horizon } = options;
  const view = PostgresView.of(cluster);
  const database = view.cluster(fact.namespace, fact.cluster);
  const slots = scheduledBackupSlots(fact, {
    cluster: cluster.name,
    database,
    backups: view.backupsOf(fact.namespace, fact.cluster),
  });
  const good = slots.runs.find(({ progress }) => progress === 'good') ?? null;
  const stoppedAt = database && hibernatedSince(database, horizon);
  const finding = judge(slots, { fact, good, stoppedAt, horizon });
  return {
    id: slots.id,
    cluster: cluster.name,
    fact,
    nextRunAt: slots.nextRun(horizon),
    verdict: verdictOf(finding, horizon),
    lastGood: good && {
      at: good.endedAt ?? good.begunAt,
      isLive: false,
      backup: good.name,
    },
    running: slots.runs.some(({ progress }) => progress === 'open'),
  };
}

function judge(
  slots: SlotSchedule,
  context: {
    fact: PostgresScheduledBackupFact;
    good: EngineRun | null;
    stoppedAt: Date | null;
    horizon: Horizon;
  },
): Finding {
  const { fact, stoppedAt, horizon } = context;
  const name = nameOf(fact);
  if (fact.deletedAt !== null) {
    return {
      state: 'PAUSED',
      reason: 'scheduled_backup_deleted',
      message: `${name} is being deleted and makes no more backups.`,
    };
  }
  if (slots.isPaused) {
    return {
      state: 'PAUSED',
      reason: 'scheduled_backup_suspended',
      message: `${name} is suspended and makes no backups.`,
    };
  }
  if (slots.problem !== null) {
    return {
      state: 'CRITICAL',
      reason: 'scheduled_backup_invalid',
      message: `${name} makes no backups, because ${slots.problem}.`,
    };
  }
  const kept = findOverdue(slots, { ...context, name });
  return (
    worstFinding([
      findFailedRun(slots, POSTGRES_WORDS),
      stoppedAt ? null : findStuckEngineRun(slots, POSTGRES_WORDS, horizon),
      findNotPickedUp(slots, fact.lastCheckedAt, { horizon }),
      findFiveFields(fact),
      stoppedAt && {
        state: 'PAUSED' as const,
        reason: 'postgres_hibernated',
        message: `${name} makes no backups, because PostgreSQL cluster ${quoteName(
          fact.cluster,
        )} has been hibernated since ${describeInstant(stoppedAt)}.`,
      },
      kept,
    ]) ?? kept
  );
}

function findOverdue(
  slots: SlotSchedule,
  context: {
    name: string;
    good: EngineRun | null;
    stoppedAt: Date | null;
    horizon: Horizon;
  },
): Finding {
  const { name, good, stoppedAt, horizon } = context;
  const { standing, slot } = engineObjective({
    schedules: [slots],
    runs: slots.runs,
    lastGood: good && { at: good.begunAt, begunAt: good.begunAt },
    since: slots.createdAt,
    declaredRpoSeconds: null,
    stoppedAt,
    horizon,
  });
  const due = slot ? describeInstant(slot) : 'never';
  if (!good) {
    return standing === 'met'
      ? {
          state: 'PENDING',
          reason: 'base_backup_pending',
          message: `${name} has made no backup yet; its first one is due ${due}.`,
        }
      : {
          state: 'CRITICAL',
          reason: 'base_backup_never',
          message: `${name} has made no good backup although its first one was due ${due}.`,
        };
  }
  const newest = describeInstant(good.begunAt);
  if (standing === 'breached' || standing === 'at_risk') {
    return {
      state: standing === 'breached' ? 'CRITICAL' : 'DEGRADED',
      reason:
        standing === 'breached' ? 'base_backup_overdue' : 'base_backup_late',
      message: `${name} has made no good backup since ${newest}; one was due ${due}.`,
    };
  }
  const next = slots.nextRun(horizon);
  return {
    state: 'HEALTHY',
    reason: 'base_backup_kept',
    message: `${name}: newest good backup ${newest}${
      next ? `; the next one is due ${describeInstant(next)}` : ''
    }.`,
  };
}

function nameOf({ name, namespace }: PostgresScheduledBackupFact): string {
  return `ScheduledBackup ${quoteName(name)} in namespace ${quoteName(
    namespace,
  )}`;
}
