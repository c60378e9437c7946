import { SourceFact } from '../facts';
import { describeInstant, quoteName } from '../words';
import { findDeletion } from './findDeletion';
import { Finding } from './Finding';
import { findUnobserved } from './findUnobserved';
import {
  causeOf,
  conditionOf,
  isUnobserved,
  progressOf,
} from './fluxConditions';
import { Horizon } from './Horizon';
import { SyncState } from './states';

/** A host that does not answer once is tried again within seconds. */
const FETCH_PATIENCE_MS = 10 * 60_000;

/**
 * Judges a source of Flux: whether what is in Git reaches the cluster.
 *
 * @remarks
 * Order: being deleted; suspended; of a kind that is never fetched; fetch
 * failed (for ten minutes it is only being tried again); not yet looked at or
 * fetched; Ready, with something fetched.
 *
 * @internal
 */
export function judgeSource(
  source: SourceFact,
  horizon: Horizon,
): Finding<SyncState> {
  const name = `${source.kind} ${quoteName(source.name)}`;
  const deletion = findDeletion(source, name, horizon);
  if (deletion) return deletion;
  if (source.suspended) {
    return {
      state: 'SUSPENDED',
      reason: 'suspended',
      message: `${name} is suspended, so changes are not fetched.`,
    };
  }
  if (source.isStatic) {
    return {
      state: 'SYNCED',
      reason: 'source_static',
      message: `${name} is a registry, from which Flux fetches when it needs a chart.`,
    };
  }
  return (
    findFetchFailure(source, horizon) ??
    findUnobserved(source, name, horizon) ??
    findFetching(source, name) ?? {
      state: 'SYNCED',
      reason: 'synced',
      message: `${name} is fetched.`,
    }
  );
}

/**
 * Why a source cannot be fetched, if so: FAILED after ten minutes, PROGRESSING
 * before.
 *
 * @remarks
 * Also what depends on it is FAILED then, and not UNKNOWN, although what was
 * fetched last still runs: nothing that is committed reaches the cluster, and
 * that must be told.
 *
 * @internal
 */
export function findFetchFailure(
  source: SourceFact,
  horizon: Horizon,
): Finding<SyncState> | null {
  if (source.suspended || source.isStatic || isUnobserved(source)) return null;
  const ready = conditionOf(source, 'Ready');
  const failure = [
    conditionOf(source, 'Stalled'),
    conditionOf(source, 'FetchFailed'),
  ].find(condition => condition?.status === 'True');
  const cause = failure ?? (ready?.status === 'False' ? ready : null);
  if (!cause) return null;
  const since = cause.at ?? source.createdAt;
  const name = `${source.kind} ${quoteName(source.name)}`;
  const message = `${name} cannot be fetched since ${describeInstant(
    since,
  )}${causeOf(cause)}.`;
  return horizon.isPast(new Date(Date.parse(since) + FETCH_PATIENCE_MS))
    ? { state: 'FAILED', reason: 'fetch_failed', message }
    : { state: 'PROGRESSING', reason: 'fetch_retrying', message };
}

function findFetching(
  source: SourceFact,
  name: string,
): Finding<SyncState> | null {
  const ready = conditionOf(source, 'Ready');
  if (ready?.status === 'True' || (ready && source.artifact)) return null;
  const progress = progressOf(source);
  return progress
    ? {
        state: 'PROGRESSING',
        reason: 'reconciling',
        message: `${name} is being fetched${causeOf(progress)}.`,
      }
    : {
        state: 'UNKNOWN',
        reason: 'not_reconciled',
        message: `Flux has not said yet whether ${name} is fetched.`,
      };
}
