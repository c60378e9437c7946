import {
  ApplicationFact,
  ConditionFact,
  HelmReleaseFact,
  KustomizationFact,
  LonghornBackupTargetFact,
  StorageLocationFact,
} from '../facts';
import { FactByKind, FactKind } from '../kinds';
import { earliest } from './earliest';
import { patienceMs, progressOf } from './fluxConditions';
import { isAtRest } from './isAtRest';
import { isComparedBeforeSync } from './isComparedBeforeSync';
import { reconciledUntil } from './reconciledUntil';

/**
 * How a fact tells, by a moment that moves on while nothing else happens, that
 * somebody still looks after it.
 *
 * @remarks
 * A fleet has hundreds of these a second, and they change no verdict as long as
 * they come. So no verdict ends because one might stay out: that it did is an
 * event, which whoever keeps the facts finds and makes due.
 *
 * @public
 */
export interface Heartbeat<F> {
  /** Until when the fact counts without a newer one; `null`: for ever. */
  freshUntil(fact: F): Date | null;
  /** All that verdicts look at while the fact is fresh: it but for what beats. */
  steady(fact: F): object;
}

/** Argo CD compares every three minutes at the latest; three misses are stale. */
const STALE_COMPARISON_MS = 3 * 3 * 60_000;
const MIN_STALE_LOCATION_MS = 5 * 60_000;
const MIN_STALE_TARGET_MS = 15 * 60_000;

/** Velero validates a location anew and again; with a frequency of 0 never. */
const storageLocation: Heartbeat<StorageLocationFact> = {
  freshUntil: ({ lastValidatedAt, validationFrequencySeconds: frequency }) =>
    frequency > 0
      ? after(
          lastValidatedAt,
          Math.max(3000 * frequency, MIN_STALE_LOCATION_MS),
        )
      : null,
  steady: ({ lastValidatedAt, ...rest }) => ({
    ...rest,
    isValidated: lastValidatedAt !== null,
  }),
};

/** One that Argo CD could not compare is not stale, but not compared. */
const application: Heartbeat<ApplicationFact> = {
  freshUntil: ({ reconciledAt, syncStatus }) =>
    ['Synced', 'OutOfSync'].includes(syncStatus)
      ? after(reconciledAt, STALE_COMPARISON_MS)
      : null,
  steady: ({ reconciledAt, ...rest }) => ({
    ...rest,
    isCompared: reconciledAt !== null,
    isComparedBeforeSync: isComparedBeforeSync({ reconciledAt, ...rest }),
  }),
};

/** Flux looks again at every interval, and says when it did since 2.7. */
const kustomization: Heartbeat<KustomizationFact> = {
  freshUntil: fact => earliest([reconciledUntil(fact), lateAt(fact)]),
  steady: ({ lastReconciledAt, conditions, ...rest }) =>
    isAtRest({ lastReconciledAt, conditions, ...rest })
      ? { ...rest, isLate: isWithoutTime(conditions) }
      : { ...rest, lastReconciledAt, conditions },
};

/** Helm has no stamp of its last look, so that only one begun can be late. */
const helmRelease: Heartbeat<HelmReleaseFact> = {
  freshUntil: lateAt,
  steady: ({ conditions, ...rest }) =>
    isAtRest({ conditions, ...rest })
      ? {
          ...rest,
          conditions: conditions.filter(({ type }) => type !== 'Reconciling'),
          isLate: isWithoutTime(conditions),
        }
      : { ...rest, conditions },
};

/** Longhorn polls its target; with an interval of 0 nobody does. */
const backupTarget: Heartbeat<LonghornBackupTargetFact> = {
  freshUntil: ({ lastSyncedAt, pollSeconds }) =>
    pollSeconds
      ? after(lastSyncedAt, Math.max(3000 * pollSeconds, MIN_STALE_TARGET_MS))
      : null,
  steady: ({ lastSyncedAt, ...rest }) => rest,
};

/** The kinds that have one. @public */
export const heartbeats = {
  BackupStorageLocation: storageLocation,
  Application: application,
  Kustomization: kustomization,
  HelmRelease: helmRelease,
  LonghornBackupTarget: backupTarget,
} satisfies { [K in FactKind]?: Heartbeat<FactByKind[K]> };

/** The heartbeat of one fact; `null` where its kind has none. @public */
export function heartbeatOf<K extends FactKind>(
  kind: K,
  fact: FactByKind[K],
): { freshUntil: Date | null; steady: object } | null {
  const ofKinds: { [L in FactKind]?: Heartbeat<FactByKind[L]> } = heartbeats;
  const heartbeat = ofKinds[kind];
  return heartbeat
    ? { freshUntil: heartbeat.freshUntil(fact), steady: heartbeat.steady(fact) }
    : null;
}

/** When a look that is under way takes longer than it may. */
function lateAt(fact: KustomizationFact | HelmReleaseFact): Date | null {
  const progress = isAtRest(fact) ? progressOf(fact) : null;
  return progress && after(progress.at, patienceMs(fact));
}

/** What does not say since when it is under way is not known to be short. */
function isWithoutTime(conditions: readonly ConditionFact[]): boolean {
  return progressOf({ conditions })?.at === null;
}

function after(at: string | null, ms: number): Date | null {
  return at === null ? null : new Date(Date.parse(at) + ms);
}
