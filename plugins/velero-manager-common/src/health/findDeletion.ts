import { describeInstant } from '../words';
import { Finding } from './Finding';
import { Horizon } from './Horizon';
import { SyncState } from './states';

/** What is to be pruned goes within minutes; a finalizer that hangs does not. */
const STUCK_AFTER_MS = 60 * 60_000;

/**
 * What the deletion of a sync object says: it is under way, or stuck after an
 * hour.
 *
 * @internal
 */
export function findDeletion(
  fact: { deletedAt: string | null },
  name: string,
  horizon: Horizon,
): Finding<SyncState> | null {
  if (fact.deletedAt === null) return null;
  const since = describeInstant(fact.deletedAt);
  const stuckAt = new Date(Date.parse(fact.deletedAt) + STUCK_AFTER_MS);
  return horizon.isPast(stuckAt)
    ? {
        state: 'FAILED',
        reason: 'deletion_stuck',
        message: `${name} has been about to be deleted since ${since}, and something keeps it.`,
      }
    : {
        state: 'PROGRESSING',
        reason: 'being_deleted',
        message: `${name} is being deleted since ${since}.`,
      };
}
