import { describeInstant } from '../words';
import { Finding } from './Finding';
import { isUnobserved, patienceMs, Reconciled } from './fluxConditions';
import { Horizon } from './Horizon';
import { SyncState } from './states';

/**
 * A spec that Flux has not looked at: changed just now, or, where it never said
 * a word in the time it may take, of an object that no controller sees.
 *
 * @internal
 */
export function findUnobserved(
  fact: Reconciled & { createdAt: string },
  name: string,
  horizon: Horizon,
): Finding<SyncState> | null {
  if (!isUnobserved(fact)) return null;
  const isNew = fact.observedGeneration < 0 && !fact.conditions.length;
  const expectedBy = new Date(Date.parse(fact.createdAt) + patienceMs(fact));
  return isNew && horizon.isPast(expectedBy)
    ? {
        state: 'UNKNOWN',
        reason: 'not_reconciled',
        message: `Flux has not looked at ${name}, created ${describeInstant(
          fact.createdAt,
        )}; its controller may be down.`,
      }
    : {
        state: 'PROGRESSING',
        reason: 'spec_not_observed',
        message: `${name} was changed and Flux has not looked at it yet.`,
      };
}
