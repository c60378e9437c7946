import { describeInstant, quoteName, quoteNames } from '../words';
import { findNotPickedUp } from './assessSchedule';
import { Finding } from './Finding';
import { findLocationTrouble } from './locationFindings';
import { findBadLastRun, findStuckRun } from './runFindings';
import { UnitContext } from './UnitContext';
import { UnitObjective } from './unitObjective';
import { storageLocationStanding } from './storageLocationStanding';
import { causeOf } from './assessStorageLocation';
import { findLocation, ScheduleView } from './ScheduleView';
import { worstFinding } from './worstFinding';
import { findObjective } from './objectiveFindings';

/**
 * Judges the objects of a namespace that is there and whose cluster is read.
 *
 * @remarks
 * Order: excluded from every backup; covered by no schedule; covered by one
 * that takes an unknown part; covered by paused ones only; covered by invalid
 * ones only; covered by enabled ones. Cover comes first, because a namespace
 * that nothing covers is a matter of configuration, whatever old copies say.
 *
 * @internal
 */
export function judgeUnit(
  context: UnitContext,
  objective: UnitObjective,
): Finding {
  const standing = (wanted: string) =>
    context.covering.filter(schedule => schedule.standing === wanted);
  const enabled = standing('enabled');
  const paused = standing('paused');
  const invalid = standing('invalid');
  const narrowing = context.narrowing.filter(s => s.standing === 'enabled');
  const excluded = findExcluded(context);
  if (excluded) return excluded;
  if (!enabled.length && narrowing.length) {
    return partlyCovered(context, narrowing);
  }
  if (!context.covering.length) return notCovered(context);
  if (!enabled.length && invalid.length) return invalidCover(context, invalid);
  if (!enabled.length) return pausedCover(context, { objective, paused });
  return covered(context, { objective, enabled, invalid });
}

/**
 * The worst wins; among equals the cause (location, last run, server) is named
 * before its effect on the objective.
 */
function covered(
  context: UnitContext,
  options: {
    objective: UnitObjective;
    enabled: ScheduleView[];
    invalid: ScheduleView[];
  },
): Finding {
  const { objective, enabled, invalid } = options;
  const { horizon, place } = context;
  const kept = findObjective(context, objective, enabled);
  return (
    worstFinding([
      findLocationTrouble(enabled, {
        horizon,
        breached: objective.standing === 'breached',
        place,
      }),
      findUnreachableCopy(context),
      ...enabled.map(findBadLastRun),
      ...enabled.map(schedule => findStuckRun(schedule, horizon)),
      ...enabled.map(schedule => findNotPickedUp(schedule, horizon)),
      kept,
      ...invalid.map(findInvalidBeside),
    ]) ?? kept
  );
}

function findExcluded({ namespace, place }: UnitContext): Finding | null {
  if (namespace.labels['velero.io/exclude-from-backup'] !== 'true') return null;
  return {
    state: 'UNPROTECTED',
    reason: 'namespace_excluded',
    message: `Label velero.io/exclude-from-backup keeps ${place} out of every backup.`,
  };
}

function notCovered(context: UnitContext): Finding {
  const { cluster, place, lastGood } = context;
  const unread = cluster.kinds.Schedule?.malformed ?? 0;
  if (unread > 0) {
    return {
      state: 'UNKNOWN',
      reason: 'malformed_objects',
      message: `No schedule that could be read covers ${place}, but ${unread} could not be read.`,
    };
  }
  return {
    state: 'UNPROTECTED',
    reason: 'no_schedule',
    message: `No enabled schedule covers ${place}; ${
      lastGood
        ? `the last good backup is ${describeInstant(lastGood.at)}${
            lastGood.run.expiresAt
              ? ` and expires ${describeInstant(lastGood.run.expiresAt)}`
              : ''
          }`
        : 'there is no good backup'
    }.`,
  };
}

function partlyCovered(
  { place }: UnitContext,
  narrowing: ScheduleView[],
): Finding {
  return {
    state: 'UNKNOWN',
    reason: 'not_judged_yet',
    message: `Schedule ${namesOf(
      narrowing,
    )} takes a part of ${place} by labels or kinds; which part is not judged yet.`,
  };
}

function invalidCover(
  { place }: UnitContext,
  invalid: ScheduleView[],
): Finding {
  return {
    state: 'CRITICAL',
    reason: 'schedule_invalid',
    message: `Schedule ${namesOf(
      invalid,
    )} of ${place} makes no backups, because it is invalid: ${
      invalid[0].problem
    }.`,
  };
}

function findInvalidBeside(schedule: ScheduleView): Finding {
  return {
    state: 'DEGRADED',
    reason: 'schedule_invalid',
    message: `Schedule ${quoteName(
      schedule.fact.name,
    )} makes no backups, because it is invalid: ${schedule.problem}.`,
  };
}

/** Paused on purpose, until what is left is too old. */
function pausedCover(
  context: UnitContext,
  options: { objective: UnitObjective; paused: ScheduleView[] },
): Finding {
  const { place, lastGood } = context;
  const { objective, paused } = options;
  const names = namesOf(paused);
  if (objective.standing === 'breached' || objective.standing === 'never') {
    return {
      state: 'CRITICAL',
      reason: lastGood ? 'objective_breached' : 'never_backed_up',
      message: `Only paused schedules (${names}) cover ${place}, and ${
        lastGood
          ? `its newest good backup of ${describeInstant(
              lastGood.at,
            )} is too old`
          : 'it has no good backup'
      }.`,
    };
  }
  return {
    state: 'PAUSED',
    reason: 'schedule_paused',
    message: `Only paused schedules (${names}) cover ${place}; ${
      lastGood
        ? `the newest good backup is ${describeInstant(lastGood.at)}`
        : 'there is no good backup yet'
    }.`,
  };
}

/** The newest good copy lies where nobody can fetch it at present. */
function findUnreachableCopy(context: UnitContext): Finding | null {
  const { lastGood, cluster, horizon, place } = context;
  if (!lastGood) return null;
  const { namespace, scope, name } = lastGood.run;
  const location = findLocation(cluster, namespace, scope.storageLocation);
  if (
    !location ||
    storageLocationStanding(location, horizon) !== 'unavailable'
  ) {
    return null;
  }
  return {
    state: 'DEGRADED',
    reason: 'storage_location_unavailable',
    message: `The newest good backup ${quoteName(
      name,
    )} of ${place} lies in storage location ${quoteName(
      location.name,
    )}, which is unavailable${causeOf(location)}.`,
  };
}

function namesOf(schedules: readonly ScheduleView[]): string {
  return quoteNames(schedules.map(({ fact }) => fact.name));
}
