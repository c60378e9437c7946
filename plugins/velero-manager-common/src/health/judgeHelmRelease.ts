import { ConditionFact, HelmReleaseFact } from '../facts';
import { describeCause, quoteName } from '../words';
import { Finding } from './Finding';
import { causeOf, conditionOf, isUnobserved } from './fluxConditions';
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
import { isReleased } from './isAtRest';
import { SyncState } from './states';

/** Drift that Flux corrects is gone by the next look, unless something fights it. */
const CORRECTION_MS = 10 * 60_000;

type Context = FluxContext<HelmReleaseFact>;

/**
 * Judges a Flux HelmRelease: whether the release that Git asks for is the one
 * that runs.
 *
 * @remarks
 * Order: being deleted; suspended; remediated (rolled back or uninstalled after
 * a failure: what runs is not what Git says); release or test failed; failed
 * otherwise; source cannot be fetched; drifted; a chart that should have been
 * released by now; source suspended; drift being corrected; not yet looked at, or being reconciled;
 * Ready. There is no stamp of the last reconciliation, so a controller that
 * stands still is seen by its other objects only.
 *
 * @internal
 */
export function judgeHelmRelease(context: Context): Finding<SyncState> {
  const newer = newerOf(context);
  return (
    findEnd(context) ??
    findRemediation(context) ??
    findFailedRelease(context) ??
    findFailedCondition(context) ??
    findSourceFailure(context) ??
    findDrift(context) ??
    findBehind(context, newer) ??
    findSourceSuspension(context) ??
    findCorrection(context) ??
    findProgress(context, { newer, isApplied: isReleased(context.fact) }) ??
    judgeReleased(context)
  );
}

/**
 * A chart of an OCI artifact is told by its digest; another was tried and not
 * released. A range of versions is resolved by Flux alone.
 */
function newerOf({ fact, source }: Context): Newer | null {
  const {
    lastAttemptedDigest: tried,
    lastAttemptedRevision,
    lastRelease,
  } = fact;
  const artifact = source?.kind === 'OCIRepository' ? source.artifact : null;
  if (artifact && tried) {
    const { revision, at } = artifact;
    if (revision !== tried && !revision.endsWith(`@${tried}`)) return { at };
  }
  return lastAttemptedRevision !== null &&
    lastRelease !== null &&
    lastRelease.chartVersion !== lastAttemptedRevision
    ? { at: lastRelease.deployedAt }
    : null;
}

/** A release that succeeded since takes the remediation back. */
function findRemediation({ fact, name }: Context): Finding<SyncState> | null {
  const remediated = conditionOf(fact, 'Remediated');
  if (remediated?.status !== 'True' || isUnobserved(fact)) return null;
  const released = conditionOf(fact, 'Released');
  if (released?.status === 'True' && isLater(released, remediated)) return null;
  return {
    state: 'FAILED',
    reason: 'release_remediated',
    message: `The release of ${name} failed and was taken back, so what Git says does not run${causeOf(
      released?.status === 'False' ? released : remediated,
    )}.`,
  };
}

function isLater(a: ConditionFact, b: ConditionFact): boolean {
  return a.at !== null && b.at !== null && a.at > b.at;
}

function findFailedRelease({ fact, name }: Context): Finding<SyncState> | null {
  if (isUnobserved(fact)) return null;
  const released = conditionOf(fact, 'Released');
  if (released?.status === 'False') {
    return {
      state: 'FAILED',
      reason: 'release_failed',
      message: `The release of ${name} failed with ${quoteName(
        describeCause(released.reason),
      )}${causeOf(released)}.`,
    };
  }
  const ready = conditionOf(fact, 'Ready');
  if (isTestFailed(fact) && ready?.status !== 'True') {
    return {
      state: 'FAILED',
      reason: 'release_test_failed',
      message: `The tests of the release of ${name} failed.`,
    };
  }
  return !ready && fact.lastRelease?.status === 'failed'
    ? {
        state: 'FAILED',
        reason: 'release_failed',
        message: `The newest release of ${name} failed.`,
      }
    : null;
}

function isTestFailed(fact: HelmReleaseFact): boolean {
  return conditionOf(fact, 'TestSuccess')?.status === 'False';
}

function findDrift(context: Context): Finding<SyncState> | null {
  const drifted = driftOf(context);
  if (!drifted || isBeingCorrected(drifted, context)) return null;
  return {
    state: 'DRIFTED',
    reason: 'drifted',
    message: `${context.name} differs in the cluster from its release${causeOf(
      drifted,
    )}.`,
  };
}

function findCorrection(context: Context): Finding<SyncState> | null {
  const drifted = driftOf(context);
  if (!drifted || !isBeingCorrected(drifted, context)) return null;
  return {
    state: 'PROGRESSING',
    reason: 'drift_being_corrected',
    message: `${context.name} differs in the cluster from its release, and Flux is correcting it.`,
  };
}

/** What is left of a detection that was switched off says nothing. */
function driftOf({ fact }: Context): ConditionFact | null {
  const drifted = conditionOf(fact, 'Drifted');
  return drifted?.status === 'True' && fact.driftDetection !== 'disabled'
    ? drifted
    : null;
}

function isBeingCorrected(
  drifted: ConditionFact,
  { fact, horizon }: Context,
): boolean {
  if (fact.driftDetection !== 'enabled' || drifted.at === null) return false;
  return !horizon.isPast(new Date(Date.parse(drifted.at) + CORRECTION_MS));
}

function judgeReleased({ fact, name }: Context): Finding<SyncState> {
  if (!conditionOf(fact, 'Ready')) {
    return {
      state: 'UNKNOWN',
      reason: 'not_reconciled',
      message: `Flux has not said yet whether ${name} is released.`,
    };
  }
  return {
    state: 'SYNCED',
    reason: 'synced',
    message: `${name} is released${
      isTestFailed(fact) ? '; its tests failed, which it is told to ignore' : ''
    }.`,
  };
}
