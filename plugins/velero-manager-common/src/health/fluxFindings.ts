import {
  ConditionFact,
  HelmReleaseFact,
  KustomizationFact,
  SourceFact,
} from '../facts';
import { describeCause, describeInstant, quoteName } from '../words';
import { findDeletion } from './findDeletion';
import { Finding } from './Finding';
import { findUnobserved } from './findUnobserved';
import {
  causeOf,
  conditionOf,
  isRunning,
  isUnobserved,
  isWaiting,
  patienceMs,
  progressOf,
} from './fluxConditions';
import { Horizon } from './Horizon';
import { isAtRest } from './isAtRest';
import { findFetchFailure } from './judgeSource';
import { SyncState } from './states';

/** A Flux object that applies a source, and what is known beside it. @internal */
export interface FluxContext<
  F extends KustomizationFact | HelmReleaseFact =
    | KustomizationFact
    | HelmReleaseFact,
> {
  fact: F;
  /** `Kustomization 'shop'`. */
  name: string;
  source: SourceFact | null;
  horizon: Horizon;
}

/** Something newer than what was applied, and since when it is known. @internal */
export interface Newer {
  at: string | null;
}

/**
 * Being deleted, or suspended: the controller then leaves an old Ready=True
 * behind, so this comes before all that the status says.
 *
 * @internal
 */
export function findEnd({
  fact,
  name,
  horizon,
}: FluxContext): Finding<SyncState> | null {
  const deletion = findDeletion(fact, name, horizon);
  if (deletion) return deletion;
  return fact.suspended
    ? {
        state: 'SUSPENDED',
        reason: 'suspended',
        message: `${name} is suspended, so changes in Git are not applied.`,
      }
    : null;
}

/**
 * Stalled, or Ready=False at the generation that was asked for. What waits for
 * something else has failed only after a while.
 *
 * @internal
 */
export function findFailedCondition(
  context: FluxContext,
): Finding<SyncState> | null {
  const { fact, name, source } = context;
  if (isUnobserved(fact)) return null;
  const stalled = conditionOf(fact, 'Stalled');
  if (stalled?.status === 'True') return failed(name, stalled);
  const ready = conditionOf(fact, 'Ready');
  if (ready?.status !== 'False' || isRunning(fact)) return null;
  const waitsForArtifact =
    ready.reason === 'ArtifactFailed' && source?.artifact === null;
  return isWaiting(fact) || waitsForArtifact
    ? findLongWait(context, ready)
    : failed(name, ready);
}

function failed(name: string, condition: ConditionFact): Finding<SyncState> {
  return {
    state: 'FAILED',
    reason: 'reconciliation_failed',
    message: `${name} failed with ${quoteName(
      describeCause(condition.reason),
    )}${causeOf(condition)}.`,
  };
}

function findLongWait(
  { fact, name, horizon }: FluxContext,
  ready: ConditionFact,
): Finding<SyncState> | null {
  const since = ready.at ?? fact.createdAt;
  const lostAt = new Date(Date.parse(since) + patienceMs(fact));
  return horizon.isPast(lostAt)
    ? {
        state: 'FAILED',
        reason: 'waits_in_vain',
        message: `${name} has waited since ${describeInstant(
          since,
        )} for what it depends on${causeOf(ready)}.`,
      }
    : null;
}

/**
 * The source cannot be fetched: nobody knows whether Git holds something newer.
 *
 * @internal
 */
export function findSourceFailure({
  name,
  source,
  horizon,
}: FluxContext): Finding<SyncState> | null {
  if (!source) return null;
  const failure = findFetchFailure(source, horizon);
  return failure?.state === 'FAILED'
    ? {
        ...failure,
        reason: 'source_failed',
        message: `${name} does not see what is in Git: ${failure.message}`,
      }
    : null;
}

/**
 * The source is suspended: what was fetched last stays applied, newer commits
 * are not.
 *
 * @internal
 */
export function findSourceSuspension({
  name,
  source,
}: FluxContext): Finding<SyncState> | null {
  return source?.suspended
    ? {
        state: 'SUSPENDED',
        reason: 'source_suspended',
        message: `The source of ${name}, ${source.kind} ${quoteName(
          source.name,
        )}, is suspended, so changes in Git are not fetched.`,
      }
    : null;
}

/**
 * There is something newer than what was applied, and the time in which Flux
 * would have applied it is over.
 *
 * @internal
 */
export function findBehind(
  { fact, name, horizon }: FluxContext,
  newer: Newer | null,
): Finding<SyncState> | null {
  if (!newer) return null;
  const ready = conditionOf(fact, 'Ready');
  const known = [
    fact.createdAt,
    newer.at,
    // A look at what is applied already, as at every interval, tries nothing newer.
    ready?.status === 'True' || isAtRest(fact) ? null : ready?.at,
  ].flatMap(at => (at ? [Date.parse(at)] : []));
  const behindAt = new Date(
    Math.max(...known) + 1000 * (fact.intervalSeconds + fact.timeoutSeconds),
  );
  return horizon.isPast(behindAt)
    ? {
        state: 'BEHIND',
        reason: 'newer_revision',
        message: `Flux knows a newer revision of ${name} that is not applied.`,
      }
    : null;
}

/**
 * What is under way. Looking again at what is applied already, as Flux does at
 * every interval, is no progress, as long as it takes no longer than it may.
 *
 * @internal
 */
export function findProgress(
  { fact, name, horizon }: FluxContext,
  { newer, isApplied }: { newer: Newer | null; isApplied: boolean },
): Finding<SyncState> | null {
  const unobserved = findUnobserved(fact, name, horizon);
  if (unobserved) return unobserved;
  const progress = progressOf(fact);
  const isLate = progress && !isShort(progress, { fact, horizon });
  if (!progress || (isAtRest(fact) && !isLate)) {
    return newer
      ? {
          state: 'PROGRESSING',
          reason: 'sync_expected',
          message: `${name} has a newer revision that is about to be applied.`,
        }
      : null;
  }
  if (isApplied && !newer && !isLate) return null;
  const reconciling = conditionOf(fact, 'Reconciling') ?? progress;
  return isWaiting(fact)
    ? {
        state: 'PROGRESSING',
        reason: 'waiting_for_dependency',
        message: `${name} waits for what it depends on${causeOf(progress)}.`,
      }
    : {
        state: 'PROGRESSING',
        reason: 'reconciling',
        message: `${name} is being reconciled${causeOf(reconciling)}.`,
      };
}

function isShort(
  progress: ConditionFact,
  { fact, horizon }: Pick<FluxContext, 'fact' | 'horizon'>,
): boolean {
  if (progress.at === null) return false;
  return !horizon.isPast(new Date(Date.parse(progress.at) + patienceMs(fact)));
}
