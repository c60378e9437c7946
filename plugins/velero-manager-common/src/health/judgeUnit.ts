import { describeInstant, quoteName, quoteNames } from '../words';
import { causeOf } from './assessStorageLocation';
import { Finding } from './Finding';
import { findLocationTrouble } from './locationFindings';
import { findObjective } from './objectiveFindings';
import { scheduleTrouble } from './scheduleTrouble';
import { ScheduleView } from './ScheduleView';
import { findRetentionGap } from './scopeFindings';
import { storageLocationStanding } from './storageLocationStanding';
import { UnitContext } from './UnitContext';
import { UnitObjective } from './unitObjective';
import { describeLastGood } from './units/describeLastGood';
import { worstFinding } from './worstFinding';

/**
 * Judges what Velero does for a protection unit that is there and whose cluster
 * is read.
 *
 * @remarks
 * Order: excluded from every backup; covered by no schedule; covered by paused
 * ones only; covered by invalid ones only; covered by enabled ones. Cover comes
 * first, because what nothing covers is a matter of configuration, whatever old
 * copies say.
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
  const excluded = findExcluded(context);
  if (excluded) return excluded;
  if (!context.covering.length) return notCovered(context);
  const broken = invalid.filter(({ fact }) => !fact.paused);
  if (!enabled.length && (broken.length || !paused.length)) {
    return invalidCover(context, broken.length ? broken : invalid);
  }
  if (!enabled.length) return pausedCover(context, { objective, paused });
  return covered(context, { objective, enabled, invalid: broken });
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
  const { horizon, subject, cluster } = context;
  const kept = findObjective(context, objective, enabled);
  const troubles = enabled.map(schedule =>
    scheduleTrouble(schedule, { cluster, horizon }),
  );
  return (
    worstFinding([
      findLocationTrouble(enabled, {
        horizon,
        breached: objective.standing === 'breached',
        place: subject.place,
      }),
      findUnreachableCopy(context),
      ...troubles.map(({ scope }) => scope),
      ...troubles.map(({ lastRun }) => lastRun),
      ...troubles.map(({ stuckRun }) => stuckRun),
      ...troubles.map(({ notPickedUp }) => notPickedUp),
      ...subject.findMore(context),
      findPartly(context),
      kept,
      ...troubles.map(({ missedSlot }) => missedSlot),
      findRetentionGap(enabled, subject.place),
      ...invalid.map(findInvalidBeside),
    ]) ?? kept
  );
}

function findExcluded({ subject }: UnitContext): Finding | null {
  const { labels } = subject.namespace;
  if (labels['velero.io/exclude-from-backup'] !== 'true') return null;
  return {
    state: 'UNPROTECTED',
    reason: 'namespace_excluded',
    message: `Label velero.io/exclude-from-backup keeps ${subject.place} out of every backup.`,
  };
}

/** A schedule that could not be read may be the one that covers. */
function notCovered(context: UnitContext): Finding {
  const { cluster, subject, lastGood } = context;
  const unread = cluster.facts.kinds.Schedule?.malformed ?? 0;
  if (unread > 0) {
    return {
      state: 'UNKNOWN',
      reason: 'malformed_objects',
      message: `No schedule that could be read covers ${subject.place}, but ${unread} could not be read.`,
    };
  }
  return (
    subject.findNoCover(context) ?? {
      state: 'UNPROTECTED',
      reason: 'no_schedule',
      message: `No enabled schedule covers ${subject.place}; ${describeLastGood(
        lastGood,
      )}.`,
    }
  );
}

function findPartly({ partly, subject }: UnitContext): Finding | null {
  return partly === null
    ? null
    : {
        state: 'DEGRADED',
        reason: 'partly_covered',
        message: `Only a part of ${
          subject.place
        } is backed up: ${partly.replace(/^It /, 'it ')}`,
      };
}

function invalidCover(
  { subject }: UnitContext,
  invalid: ScheduleView[],
): Finding {
  return {
    state: 'CRITICAL',
    reason: 'schedule_invalid',
    message: `Schedule ${namesOf(invalid)} of ${
      subject.place
    } makes no backups, because it is invalid: ${invalid[0].problem}.`,
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
  const { subject, lastGood } = context;
  const { objective, paused } = options;
  const names = namesOf(paused);
  if (objective.standing === 'breached' || objective.standing === 'never') {
    return (
      subject.findBlind(context) ?? {
        state: 'CRITICAL',
        reason: lastGood ? 'objective_breached' : 'never_backed_up',
        message: `Only paused schedules (${names}) cover ${
          subject.place
        }, and ${
          lastGood
            ? `its newest good backup of ${describeInstant(
                lastGood.at,
              )} is too old`
            : 'it has no good backup'
        }.`,
      }
    );
  }
  return {
    state: 'PAUSED',
    reason: 'schedule_paused',
    message: `Only paused schedules (${names}) cover ${subject.place}; ${
      lastGood
        ? `the newest good backup is ${describeInstant(lastGood.at)}`
        : 'there is no good backup yet'
    }.`,
  };
}

/** The newest good copy lies where nobody can fetch it at present. */
function findUnreachableCopy(context: UnitContext): Finding | null {
  const { lastGood, cluster, horizon, subject } = context;
  if (!lastGood) return null;
  const { namespace, scope, name } = lastGood.run;
  const location = cluster.location(namespace, scope.storageLocation);
  if (
    !location ||
    storageLocationStanding(location, horizon) !== 'unavailable'
  ) {
    return null;
  }
  return {
    state: 'DEGRADED',
    reason: 'storage_location_unavailable',
    message: `The newest good backup ${quoteName(name)} of ${
      subject.place
    } lies in storage location ${quoteName(
      location.name,
    )}, which is unavailable${causeOf(location)}.`,
  };
}

function namesOf(schedules: readonly ScheduleView[]): string {
  return quoteNames(schedules.map(({ fact }) => fact.name));
}
