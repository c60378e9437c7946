import { BackupFact, ClusterFacts } from '../facts';
import { Horizon } from './Horizon';
import { originOf } from './originOf';
import { progressOf } from './runPhase';
import { findLocation } from './ScheduleView';

/** Stamps further ahead than this are wrong, and nothing rests on them. */
const FUTURE_TOLERANCE_MS = 5 * 60_000;

/** A run that a service could be restored from, and the moment its data is of. @internal */
export interface GoodRun {
  run: BackupFact;
  /** The start: what was written later is not certain to be in it. */
  at: Date;
}

/**
 * The newest good run among candidates: Completed, not being deleted, not
 * expired, its storage location exists, and not from the future.
 *
 * Who made it is for the caller to ask: see {@link countsFor}.
 *
 * @internal
 */
export function newestGoodRun(
  candidates: readonly BackupFact[],
  cluster: ClusterFacts,
  horizon: Horizon,
): GoodRun | null {
  const byAge = candidates
    .filter(run => isComplete(run, cluster))
    .map(run => ({ run, at: new Date(run.startedAt ?? run.createdAt) }))
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  return (
    byAge.find(
      good => hasHappened(good, horizon) && isKept(good.run, horizon),
    ) ?? null
  );
}

/** Whether a backup was made for this cluster, with proof. @internal */
export function countsFor(cluster: ClusterFacts, run: BackupFact): boolean {
  const origin = originOf(run, cluster.name);
  return origin === 'local' || origin === 'resynced';
}

function isComplete(run: BackupFact, cluster: ClusterFacts): boolean {
  return (
    progressOf(run) === 'good' &&
    run.deletedAt === null &&
    findLocation(cluster, run.namespace, run.scope.storageLocation) !== null
  );
}

function hasHappened({ at }: GoodRun, horizon: Horizon): boolean {
  return horizon.isReached(new Date(at.getTime() - FUTURE_TOLERANCE_MS));
}

function isKept({ expiresAt }: BackupFact, horizon: Horizon): boolean {
  return expiresAt === null || !horizon.isReached(new Date(expiresAt));
}
