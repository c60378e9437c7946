import { Finding } from './Finding';
import { protectionStates } from './states';

/**
 * The worst of what several rules found; among equals the first, so the order
 * of the rules says which cause is named.
 *
 * @internal
 */
export function worstFinding(
  findings: readonly (Finding | null)[],
): Finding | null {
  for (const state of protectionStates) {
    const found = findings.find(finding => finding?.state === state);
    if (found) return found;
  }
  return null;
}
