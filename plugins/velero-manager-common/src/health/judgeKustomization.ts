import { KustomizationFact } from '../facts';
import { describeInstant } from '../words';
import { Finding } from './Finding';
import { conditionOf, isUnobserved, progressOf } from './fluxConditions';
import {
  findBehind,
  findEnd,
  findFailedCondition,
  findProgress,
  findSourceFailure,
  findSourceSuspension,
  FluxContext,
  Newer,
} from './fluxFindings';
import { isApplied } from './isAtRest';
import { reconciledUntil } from './reconciledUntil';
import { SyncState } from './states';

/**
 * Judges a Flux Kustomization: whether what Git says is what runs.
 *
 * @remarks
 * Order: being deleted; suspended; failed at the generation it was asked for, or
 * being tried again after it failed; source cannot be fetched; a revision that
 * should have been applied by now; reconciled too long ago; source suspended;
 * not yet looked at, or being reconciled; Ready. Flux corrects drift silently at
 * each interval, so there is no DRIFTED.
 *
 * @internal
 */
export function judgeKustomization(
  context: FluxContext<KustomizationFact>,
): Finding<SyncState> {
  const newer = newerOf(context);
  return (
    findEnd(context) ??
    findFailedCondition(context) ??
    findFailedRetry(context) ??
    findSourceFailure(context) ??
    findBehind(context, newer) ??
    findStale(context) ??
    findSourceSuspension(context) ??
    findProgress(context, { newer, isApplied: isApplied(context.fact) }) ??
    judgeApplied(context)
  );
}

/** Without the source only the controller's own attempt says that there is more. */
function newerOf({
  fact,
  source,
}: FluxContext<KustomizationFact>): Newer | null {
  const { lastAppliedRevision: applied, lastAttemptedRevision: attempted } =
    fact;
  if (source?.artifact) {
    const { revision, at } = source.artifact;
    return revision === applied ? null : { at };
  }
  return attempted === null || attempted === applied
    ? null
    : { at: fact.lastReconciledAt };
}

/**
 * While Flux tries again Ready is Unknown: that the same revision failed last
 * time says the history. Of what failed before it was applied nothing is
 * written there.
 */
function findFailedRetry({
  fact,
  name,
}: FluxContext<KustomizationFact>): Finding<SyncState> | null {
  const { lastOutcome, lastAttemptedRevision } = fact;
  const isRetry =
    conditionOf(fact, 'Ready')?.status === 'Unknown' &&
    !isUnobserved(fact) &&
    lastOutcome !== null &&
    lastOutcome.revision !== null &&
    lastOutcome.revision === lastAttemptedRevision &&
    lastOutcome.status.endsWith('Failed');
  return isRetry
    ? {
        state: 'FAILED',
        reason: 'reconciliation_failed',
        message: `${name} failed and is being tried again.`,
      }
    : null;
}

function findStale({
  fact,
  name,
  horizon,
}: FluxContext<KustomizationFact>): Finding<SyncState> | null {
  const freshUntil = reconciledUntil(fact);
  if (!freshUntil) return null;
  // Of what is under way the heartbeat awaits the end, which may be due before.
  const isStale = progressOf(fact)
    ? horizon.isPast(freshUntil)
    : horizon.isStale(freshUntil);
  if (!isStale) return null;
  return {
    state: 'UNKNOWN',
    reason: 'stale_reconciliation',
    message: `Flux last reconciled ${name} ${describeInstant(
      fact.lastReconciledAt ?? fact.createdAt,
    )}.`,
  };
}

function judgeApplied({
  fact,
  name,
}: FluxContext<KustomizationFact>): Finding<SyncState> {
  if (conditionOf(fact, 'Ready')) {
    return {
      state: 'SYNCED',
      reason: 'synced',
      message: `${name} is applied.`,
    };
  }
  return {
    state: 'UNKNOWN',
    reason: 'not_reconciled',
    message: `Flux has not said yet whether ${name} is applied.`,
  };
}
