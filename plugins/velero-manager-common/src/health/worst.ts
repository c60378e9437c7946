import { earliest } from './earliest';
import { protectionStates, syncStates } from './states';
import { ProtectionVerdict, SyncVerdict, Verdict } from './verdict';

/**
 * Rolls protection verdicts up: the first state of the order that any of them
 * has, with the words of the first that has it. EXEMPT only if all are.
 *
 * `validUntil` is the earliest of all, because any part can change the whole.
 *
 * @returns `null` for no verdicts
 * @public
 */
export function worstProtection<V extends ProtectionVerdict>(
  verdicts: readonly V[],
): V | null {
  return worst(protectionStates, verdicts);
}

/**
 * Rolls sync verdicts up, by the same rule as {@link worstProtection}.
 *
 * @returns `null` for no verdicts
 * @public
 */
export function worstSync<V extends SyncVerdict>(
  verdicts: readonly V[],
): V | null {
  return worst(syncStates, verdicts);
}

function worst<S extends string, V extends Verdict<S>>(
  order: readonly S[],
  verdicts: readonly V[],
): V | null {
  for (const state of order) {
    const found = verdicts.find(verdict => verdict.state === state);
    if (found) {
      const validUntil = earliest(verdicts.map(v => v.validUntil));
      return { ...found, validUntil };
    }
  }
  return null;
}
