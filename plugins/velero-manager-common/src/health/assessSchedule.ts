import { describeInstant, quoteName } from '../words';
import { ScheduleAssessment } from './assessments';
import { ClusterView } from './ClusterView';
import { Finding, verdictOf } from './Finding';
import { findLocationTrouble } from './locationFindings';
import { findBadLastRun, findMissedSlots, findStuckRun } from './runFindings';
import { findRetentionGap, findScopeTrouble } from './scopeFindings';
import { GoodRun, newestGoodRun } from './goodRun';
import { Horizon } from './Horizon';
import { slotObjective } from './objective';
import { openRunOf } from './openRunOf';
import { isUnderWay } from './runPhase';
import { ScheduleView } from './ScheduleView';
import { toGoodCopy } from './toGoodCopy';
import { toLastGood } from './toLastGood';
import { worstFinding } from './worstFinding';

/** The server looks at a new schedule within a minute. */
const PICK_UP_MS = 5 * 60_000;

/**
 * Judges a schedule by itself, whatever it covers.
 *
 * @remarks
 * Order: being deleted; unusable; paused; then the worst of: storage location
 * missing, unavailable or read-only, a scope by which no run can be good, a last
 * run that ended badly, a run that is stuck, not picked up by the server, a
 * missed slot, backups that expire before the next, slots that came without a
 * good run, no run yet. HEALTHY when none applies.
 *
 * @internal
 */
export function assessSchedule(
  view: ScheduleView,
  options: { cluster: ClusterView; now: Date },
): ScheduleAssessment {
  const { cluster, now } = options;
  const horizon = Horizon.at(now);
  const lastGood = newestGoodRun(view.runs, cluster, horizon);
  const finding = judge(view, { cluster, lastGood, horizon });
  return {
    id: view.id,
    cluster: cluster.name,
    fact: view.fact,
    verdict: verdictOf(finding, horizon),
    lastGood: toLastGood(lastGood),
  };
}

function judge(
  view: ScheduleView,
  context: {
    cluster: ClusterView;
    lastGood: GoodRun | null;
    horizon: Horizon;
  },
): Finding {
  const name = `Schedule ${quoteName(view.fact.name)}`;
  if (view.fact.deletedAt !== null) {
    return {
      state: 'PAUSED',
      reason: 'schedule_deleted',
      message: `${name} is being deleted and makes no more backups.`,
    };
  }
  if (view.problem) {
    return {
      state: 'CRITICAL',
      reason: 'schedule_invalid',
      message: `${name} makes no backups, because it is invalid: ${view.problem}.`,
    };
  }
  if (view.standing === 'paused') {
    return {
      state: 'PAUSED',
      reason: 'schedule_paused',
      message: `${name} is paused and makes no backups.`,
    };
  }
  const { horizon } = context;
  const kept = findOverdue(view, context);
  const findings = [
    findLocationTrouble([view], {
      horizon,
      breached: kept.state === 'CRITICAL',
      place: `schedule ${quoteName(view.fact.name)}`,
    }),
    findScopeTrouble(view, context.cluster),
    findBadLastRun(view),
    findStuckRun(view, horizon),
    findNotPickedUp(view, horizon),
    kept,
    findMissedSlots(view, horizon),
    findRetentionGap([view], 'what it takes'),
  ];
  return worstFinding(findings) ?? kept;
}

/** Whether its own runs keep what its slots promise. */
function findOverdue(
  view: ScheduleView,
  context: { lastGood: GoodRun | null; horizon: Horizon },
): Finding {
  const { lastGood, horizon } = context;
  const name = `Schedule ${quoteName(view.fact.name)}`;
  const { standing, slot } = slotObjective({
    schedules: [view],
    openRuns: view.runs.filter(isUnderWay).map(run => openRunOf(run, [view])),
    lastGood: toGoodCopy(lastGood),
    since: view.createdAt,
    declaredRpoSeconds: null,
    stoppedAt: null,
    horizon,
  });
  const due = slot ? describeInstant(slot) : 'never';
  if (!lastGood) {
    return standing === 'met'
      ? {
          state: 'PENDING',
          reason: 'first_run_pending',
          message: `${name} has no good backup yet; its first run is due ${due}.`,
        }
      : {
          state: 'CRITICAL',
          reason: 'never_backed_up',
          message: `${name} has no good backup although its first run was due ${due}.`,
        };
  }
  const newest = describeInstant(lastGood.at);
  if (standing === 'breached' || standing === 'at_risk') {
    return {
      state: standing === 'breached' ? 'CRITICAL' : 'DEGRADED',
      reason:
        standing === 'breached' ? 'objective_breached' : 'objective_at_risk',
      message: `${name} has made no good backup since ${newest}; one was due ${due}.`,
    };
  }
  const next = view.nextRun(horizon);
  return {
    state: 'HEALTHY',
    reason: 'protected',
    message: `${name}: newest good backup ${newest}${
      next ? `; next run ${describeInstant(next)}` : ''
    }.`,
  };
}

/**
 * A schedule that the server does not look at: it may be down, or watch another
 * namespace.
 *
 * @internal
 */
export function findNotPickedUp(
  view: ScheduleView,
  horizon: Horizon,
): Finding | null {
  const { phase, createdAt, name } = view.fact;
  if (phase !== '') return null;
  const expectedBy = new Date(Date.parse(createdAt) + PICK_UP_MS);
  if (!horizon.isPast(expectedBy)) return null;
  return {
    state: 'DEGRADED',
    reason: 'schedule_not_picked_up',
    message: `Velero has not looked at schedule ${quoteName(
      name,
    )}, created ${describeInstant(createdAt)}; its server may be down.`,
  };
}
