import { ApplicationSetFact, ConditionFact } from '../facts';
import {
  describeCause,
  describeInstant,
  quoteName,
  quoteNames,
} from '../words';
import { findDeletion } from './findDeletion';
import { Finding } from './Finding';
import { Horizon } from './Horizon';
import { SyncState } from './states';

const UPDATE_MS = 10 * 60_000;
/** A step that takes longer than an hour waits for something that does not come. */
const STEP_MS = 60 * 60_000;

/**
 * Judges an Argo CD ApplicationSet: whether the Applications that Git asks for
 * are there.
 *
 * @remarks
 * Order: being deleted; an error, parameters that could not be generated, or
 * steps that are invalid; a progressive sync under way (stuck when no
 * Application took a step for an hour); Applications not as generated (for ten
 * minutes Argo CD is only about to update them); up to date; nothing said yet.
 * Its Applications are judged by themselves.
 *
 * @internal
 */
export function judgeApplicationSet(
  set: ApplicationSetFact,
  horizon: Horizon,
): Finding<SyncState> {
  const name = `ApplicationSet ${quoteName(set.name)}`;
  return (
    findDeletion(set, name, horizon) ??
    findGenerationFailure(set, name) ??
    findRollout(set, name, horizon) ??
    findOutdated(set, name, horizon) ??
    (conditionOf(set, 'ResourcesUpToDate', 'True')
      ? {
          state: 'SYNCED',
          reason: 'synced',
          message: `The Applications of ${name} are as it says.`,
        }
      : {
          state: 'UNKNOWN',
          reason: 'not_generated',
          message: `Argo CD has not said yet whether the Applications of ${name} are as it says.`,
        })
  );
}

function conditionOf(
  { conditions }: ApplicationSetFact,
  type: string,
  status: string,
): ConditionFact | undefined {
  return conditions.find(c => c.type === type && c.status === status);
}

function findGenerationFailure(
  set: ApplicationSetFact,
  name: string,
): Finding<SyncState> | null {
  const failure =
    conditionOf(set, 'ErrorOccurred', 'True') ??
    conditionOf(set, 'ParametersGenerated', 'False') ??
    conditionOf(set, 'InvalidRolloutConfig', 'True');
  if (!failure) return null;
  const words = describeCause(failure.message);
  return {
    state: 'FAILED',
    reason: 'generation_failed',
    message: `${name} cannot make its Applications${
      words ? `: ${words}` : ''
    }.`,
  };
}

function findRollout(
  set: ApplicationSetFact,
  name: string,
  horizon: Horizon,
): Finding<SyncState> | null {
  const rollout = conditionOf(set, 'RolloutProgressing', 'True');
  if (!rollout) return null;
  const waiting = set.applications.filter(({ status }) => status !== 'Healthy');
  const names = quoteNames(
    waiting.map(application => describeCause(application.name)).sort(),
  );
  const steps = [rollout.at, ...set.applications.map(({ at }) => at)];
  const last = steps
    .filter((at): at is string => at !== null)
    .sort()
    .at(-1);
  const since = last ?? set.createdAt;
  return horizon.isPast(new Date(Date.parse(since) + STEP_MS))
    ? {
        state: 'BEHIND',
        reason: 'rollout_stuck',
        message: `The progressive sync of ${name} has taken no step since ${describeInstant(
          since,
        )}${names ? `; not done are ${names}` : ''}.`,
      }
    : {
        state: 'PROGRESSING',
        reason: 'rollout_progressing',
        message: `${name} syncs its Applications step by step${
          names ? `; not done are ${names}` : ''
        }.`,
      };
}

function findOutdated(
  set: ApplicationSetFact,
  name: string,
  horizon: Horizon,
): Finding<SyncState> | null {
  const outdated = conditionOf(set, 'ResourcesUpToDate', 'False');
  if (!outdated) return null;
  const since = outdated.at ?? set.createdAt;
  const words = describeCause(outdated.message);
  const cause = words ? `: ${words}` : '';
  return horizon.isPast(new Date(Date.parse(since) + UPDATE_MS))
    ? {
        state: 'BEHIND',
        reason: 'applications_outdated',
        message: `The Applications of ${name} have not been as it says since ${describeInstant(
          since,
        )}${cause}.`,
      }
    : {
        state: 'PROGRESSING',
        reason: 'applications_updating',
        message: `The Applications of ${name} are being updated${cause}.`,
      };
}
