import { KustomizationFact } from '../facts';
import { describeCause, describeInstant, quoteName } from '../words';
import { Finding } from './Finding';
import { Horizon } from './Horizon';
import { SyncState } from './states';

const MIN_SLACK_MS = 5 * 60_000;

type Condition = KustomizationFact['conditions'][number];

/**
 * Judges a Flux Kustomization: whether what Git says is what runs.
 *
 * @remarks
 * Order: suspended (the controller then leaves an old Ready=True behind);
 * failed at the generation it was asked for; reconciled too long ago; not yet
 * looked at, or being reconciled; a revision that was attempted and not
 * applied; Ready. Flux corrects drift silently at each interval, so there is no
 * DRIFTED.
 *
 * @internal
 */
export function judgeKustomization(
  kustomization: KustomizationFact,
  horizon: Horizon,
): Finding<SyncState> {
  const name = `Kustomization ${quoteName(kustomization.name)}`;
  if (kustomization.suspended) {
    return {
      state: 'SUSPENDED',
      reason: 'suspended',
      message: `${name} is suspended, so changes in Git are not applied.`,
    };
  }
  return (
    findFailure(kustomization, name) ??
    findStale(kustomization, name, horizon) ??
    findProgress(kustomization, name) ??
    findBehind(kustomization, name, horizon) ??
    judgeReady(kustomization, name)
  );
}

function findFailure(
  kustomization: KustomizationFact,
  name: string,
): Finding<SyncState> | null {
  if (isUnobserved(kustomization)) return null;
  const ready = conditionOf(kustomization, 'Ready');
  const stalled = conditionOf(kustomization, 'Stalled');
  const failed =
    (stalled?.status === 'True' && stalled) ||
    (ready?.status === 'False' && !/^Progressing/.test(ready.reason) && ready);
  if (!failed) return null;
  return {
    state: 'FAILED',
    reason: 'reconciliation_failed',
    message: `${name} failed with ${quoteName(describeCause(failed.reason))}${
      failed.message ? `: ${describeCause(failed.message)}` : ''
    }.`,
  };
}

function findStale(
  kustomization: KustomizationFact,
  name: string,
  horizon: Horizon,
): Finding<SyncState> | null {
  const { lastReconciledAt, intervalSeconds, timeoutSeconds } = kustomization;
  if (lastReconciledAt === null) return null;
  const patienceMs = Math.max(
    3000 * intervalSeconds,
    1000 * (intervalSeconds + timeoutSeconds) + MIN_SLACK_MS,
  );
  const staleAt = new Date(Date.parse(lastReconciledAt) + patienceMs);
  if (!horizon.isPast(staleAt)) return null;
  return {
    state: 'UNKNOWN',
    reason: 'stale_reconciliation',
    message: `Flux last reconciled ${name} ${describeInstant(
      lastReconciledAt,
    )}.`,
  };
}

function findProgress(
  kustomization: KustomizationFact,
  name: string,
): Finding<SyncState> | null {
  if (isUnobserved(kustomization)) {
    return {
      state: 'PROGRESSING',
      reason: 'spec_not_observed',
      message: `${name} was changed and Flux has not looked at it yet.`,
    };
  }
  const ready = conditionOf(kustomization, 'Ready');
  const reconciling = conditionOf(kustomization, 'Reconciling');
  if (
    reconciling?.status !== 'True' &&
    ready?.status !== 'Unknown' &&
    ready?.status !== 'False'
  ) {
    return null;
  }
  const words = describeCause((reconciling ?? ready)?.message ?? '');
  return {
    state: 'PROGRESSING',
    reason: 'reconciling',
    message: `${name} is being reconciled${words ? `: ${words}` : ''}.`,
  };
}

function findBehind(
  kustomization: KustomizationFact,
  name: string,
  horizon: Horizon,
): Finding<SyncState> | null {
  const { lastAppliedRevision: applied, lastAttemptedRevision: attempted } =
    kustomization;
  if (attempted === null || attempted === applied) return null;
  const { lastReconciledAt, createdAt, intervalSeconds, timeoutSeconds } =
    kustomization;
  const behindAt = new Date(
    Date.parse(lastReconciledAt ?? createdAt) +
      1000 * (intervalSeconds + timeoutSeconds),
  );
  return horizon.isPast(behindAt)
    ? {
        state: 'BEHIND',
        reason: 'newer_revision',
        message: `Flux knows a newer revision of ${name} that is not applied.`,
      }
    : {
        state: 'PROGRESSING',
        reason: 'sync_expected',
        message: `${name} has a newer revision that is about to be applied.`,
      };
}

function judgeReady(
  kustomization: KustomizationFact,
  name: string,
): Finding<SyncState> {
  if (conditionOf(kustomization, 'Ready')?.status === 'True') {
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

function isUnobserved(kustomization: KustomizationFact): boolean {
  return kustomization.generation > kustomization.observedGeneration;
}

function conditionOf(
  { conditions }: KustomizationFact,
  type: string,
): Condition | undefined {
  return conditions.find(condition => condition.type === type);
}
