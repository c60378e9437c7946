import { describeCause, describeInstant, quoteName } from '../words';
import { earliest } from './earliest';
import { Finding } from './Finding';
import { GoodRun } from './goodRun';
import { ReasonCode } from './reasons';
import { ScheduleView } from './ScheduleView';
import { UnitContext } from './UnitContext';
import { UnitObjective } from './unitObjective';

/**
 * What the objective of a unit says. Order: no good copy (not yet, only of a
 * part, only foreign ones, never), what newer runs hold cannot be told, breached,
 * at risk, kept.
 *
 * @internal
 */
export function findObjective(
  context: UnitContext,
  objective: UnitObjective,
  enabled: ScheduleView[],
): Finding {
  const { lastGood, subject, horizon } = context;
  const { place } = subject;
  if (!lastGood) return withoutGood(context, objective);
  const newest = describeInstant(lastGood.at);
  const due = objective.dueAt ? describeInstant(objective.dueAt) : '';
  const blind =
    objective.standing === 'met' ? null : subject.findBlind(context);
  if (blind) return blind;
  if (objective.standing === 'breached') {
    return {
      state: 'CRITICAL',
      reason: 'objective_breached',
      message: `The newest good backup of ${place} is ${newest}; a newer one was needed by ${due}.`,
    };
  }
  if (objective.standing === 'at_risk') {
    return {
      state: 'DEGRADED',
      reason: 'objective_at_risk',
      message: `The newest good backup of ${place} is ${newest}; a newer one has been due since ${due}.`,
    };
  }
  const next = earliest(enabled.map(schedule => schedule.nextRun(horizon)));
  return {
    state: 'HEALTHY',
    reason: 'protected',
    message: `Newest good backup of ${place}: ${newest}${
      next ? `; next run ${describeInstant(next)}` : ''
    }.`,
  };
}

/**
 * There is nothing to restore from. Order: the first run is yet to come; what
 * runs hold cannot be told; a clock is wrong; only a copy that failed in part,
 * that expired, that is of a former namespace, that another cluster made; none.
 */
function withoutGood(context: UnitContext, objective: UnitObjective): Finding {
  const { place } = context.subject;
  const { slot, schedule } = objective;
  const first =
    slot && schedule
      ? `the first run of schedule ${quoteName(schedule.fact.name)} `
      : '';
  const due = slot ? describeInstant(slot) : '';
  if (objective.standing === 'met') {
    return {
      state: 'PENDING',
      reason: 'first_run_pending',
      message: `There is no good backup of ${place} yet; ${first}is due ${due}.`,
    };
  }
  return (
    context.subject.findBlind(context) ??
    findWrongClock(context) ??
    findLesserCopy(context) ?? {
      state: 'CRITICAL',
      reason: 'never_backed_up',
      message: `There is no good backup of ${place}, although ${first}was due ${due}.`,
    }
  );
}

function findWrongClock({ future, subject }: UnitContext): Finding | null {
  if (!future) return null;
  return {
    state: 'UNKNOWN',
    reason: 'invalid_time',
    message: `Backup ${quoteName(future.run.name)} of ${
      subject.place
    } says that it was made ${describeInstant(
      future.at,
    )}, which is yet to come; a clock is wrong.`,
  };
}

function findLesserCopy(context: UnitContext): Finding | null {
  const { lastPartial, lastExpired, lastFormer, lastForeign } = context;
  const { place } = context.subject;
  const critical = (reason: ReasonCode, message: string): Finding => ({
    state: 'CRITICAL',
    reason,
    message,
  });
  const named = (good: GoodRun) =>
    `${quoteName(good.run.name)} of ${describeInstant(good.at)}`;
  if (lastPartial) {
    return critical(
      'only_partial_backups',
      `There is no good backup of ${place}; ${named(
        lastPartial,
      )} failed in part or took a part of it.`,
    );
  }
  if (lastExpired) {
    const { gcFailure } = lastExpired.run;
    return critical(
      'last_good_expired',
      `The newest good backup of ${place}, ${named(lastExpired)}, has expired${
        gcFailure
          ? `; Velero could not delete it (${describeCause(gcFailure)})`
          : ''
      }.`,
    );
  }
  if (lastFormer) {
    return critical(
      'only_former_backups',
      `The newest good backup of ${place}, ${named(
        lastFormer,
      )}, was made before it was created, of what had its name then.`,
    );
  }
  return lastForeign
    ? critical(
        'only_foreign_backups',
        `No good backup of ${place} was made by this cluster; ${named(
          lastForeign,
        )} came from the storage location and may be of another cluster.`,
      )
    : null;
}
