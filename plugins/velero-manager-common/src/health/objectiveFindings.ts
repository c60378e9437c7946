import { describeInstant, quoteName } from '../words';
import { earliest } from './earliest';
import { Finding } from './Finding';
import { ScheduleView } from './ScheduleView';
import { UnitContext } from './UnitContext';
import { UnitObjective } from './unitObjective';

const VOLUMES = 'Volume data is not judged yet.';

/**
 * What the objective of a unit says. Order: no good copy (not yet, only of a
 * part, only foreign ones, never), breached, at risk, kept.
 *
 * @internal
 */
export function findObjective(
  context: UnitContext,
  objective: UnitObjective,
  enabled: ScheduleView[],
): Finding {
  const { lastGood, place, horizon } = context;
  if (!lastGood) return withoutGood(context, objective);
  const newest = describeInstant(lastGood.at);
  const due = objective.dueAt ? describeInstant(objective.dueAt) : '';
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
    message: `Newest good backup of ${place} ${newest}${
      next ? `; next run ${describeInstant(next)}` : ''
    }. ${VOLUMES}`,
  };
}

function withoutGood(context: UnitContext, objective: UnitObjective): Finding {
  const { place, lastForeign, lastPartial } = context;
  const { slot, schedule } = objective;
  const first =
    slot && schedule
      ? `the first run of schedule ${quoteName(schedule.fact.name)} `
      : '';
  if (objective.standing === 'met') {
    return {
      state: 'PENDING',
      reason: 'first_run_pending',
      message: `There is no good backup of ${place} yet; ${first}is due ${
        slot ? describeInstant(slot) : ''
      }.`,
    };
  }
  if (lastPartial) {
    return {
      state: 'UNKNOWN',
      reason: 'not_judged_yet',
      message: `Backup ${quoteName(lastPartial.run.name)} of ${describeInstant(
        lastPartial.at,
      )} took a part of ${place} by labels or kinds; which part is not judged yet.`,
    };
  }
  if (lastForeign) {
    return {
      state: 'CRITICAL',
      reason: 'only_foreign_backups',
      message: `No good backup of ${place} was made by this cluster; ${quoteName(
        lastForeign.run.name,
      )} of ${describeInstant(
        lastForeign.at,
      )} came from the storage location and may be of another cluster.`,
    };
  }
  return {
    state: 'CRITICAL',
    reason: 'never_backed_up',
    message: `There is no good backup of ${place}, although ${first}was due ${
      slot ? describeInstant(slot) : ''
    }.`,
  };
}
