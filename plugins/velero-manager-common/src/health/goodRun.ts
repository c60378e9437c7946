import { BackupFact } from '../facts';
import { ClusterView } from './ClusterView';
import { newestFirst } from './newestFirst';
import { Horizon } from './Horizon';
import { progressOf } from './runPhase';

/** Stamps further ahead than this are wrong, and nothing rests on them. */
const FUTURE_TOLERANCE_MS = 5 * 60_000;

/** A run that a service could be restored from, and the moment its data is of. @internal */
export interface GoodRun {
  run: BackupFact;
  /** The start: what was written later is not certain to be in it. */
  at: Date;
}

/**
 * The newest good run among candidates: Completed (or failed in part, where
 * that is accepted), nobody deletes it, not expired, its storage location
 * exists, and not from the future.
 *
 * Who made it is for the caller to ask: see {@link ClusterView.countsFor}.
 *
 * @internal
 */
export function newestGoodRun(
  candidates: readonly BackupFact[],
  cluster: ClusterView,
  horizon: Horizon,
): GoodRun | null {
  return newestOf(
    candidates.filter(run => isComplete(run, cluster)),
    horizon,
  );
}

/**
 * The newest run that was good but for its age: it has expired, and Velero has
 * not collected it yet.
 *
 * @internal
 */
export function newestExpiredRun(
  candidates: readonly BackupFact[],
  cluster: ClusterView,
  horizon: Horizon,
): GoodRun | null {
  const [newest] = byAge(candidates.filter(run => isComplete(run, cluster)));
  return newest && !isKept(newest.run, horizon) ? newest : null;
}

/**
 * A run whose stamps lie in the future: a clock is wrong, and nothing is known
 * of it.
 *
 * @internal
 */
export function findFutureRun(
  candidates: readonly BackupFact[],
  horizon: Horizon,
): GoodRun | null {
  return (
    byAge(candidates.filter(run => progressOf(run) === 'good')).find(
      good => !hasHappened(good, horizon),
    ) ?? null
  );
}

/** The newest of runs that are known to be good. @internal */
export function newestOf(
  runs: readonly BackupFact[],
  horizon: Horizon,
): GoodRun | null {
  return (
    byAge(runs).find(
      good => hasHappened(good, horizon) && isKept(good.run, horizon),
    ) ?? null
  );
}

/** Whether a run, by all but its age, is one to restore from. @internal */
export function isComplete(run: BackupFact, cluster: ClusterView): boolean {
  const progress = progressOf(run);
  return (
    (progress === 'good' ||
      (progress === 'partial' && cluster.settings.acceptPartial)) &&
    isRestorable(run, cluster)
  );
}

/** Whether Velero would restore from a run, whatever is in it. @internal */
export function isRestorable(run: BackupFact, cluster: ClusterView): boolean {
  return (
    !cluster.isBeingDeleted(run) &&
    cluster.location(run.namespace, run.scope.storageLocation) !== null
  );
}

function byAge(runs: readonly BackupFact[]): GoodRun[] {
  return runs
    .map(run => ({ run, at: new Date(run.startedAt ?? run.createdAt) }))
    .sort(
      (a, b) => b.at.getTime() - a.at.getTime() || newestFirst(a.run, b.run),
    );
}

function hasHappened({ at }: GoodRun, horizon: Horizon): boolean {
  return horizon.isReached(new Date(at.getTime() - FUTURE_TOLERANCE_MS));
}

/** Whether a run was created by a clock that is wrong. @internal */
export function isFromFuture(
  { createdAt }: Pick<BackupFact, 'createdAt'>,
  horizon: Pick<Horizon, 'isReached'>,
): boolean {
  return !horizon.isReached(
    new Date(Date.parse(createdAt) - FUTURE_TOLERANCE_MS),
  );
}

function isKept({ expiresAt }: BackupFact, horizon: Horizon): boolean {
  return expiresAt === null || !horizon.isReached(new Date(expiresAt));
}
