import { Exemption } from '../exemption';
import { findExemption } from '../exemption/findExemption';
import { describeInstant, quoteName } from '../words';
import { Finding } from './Finding';
import { Horizon } from './Horizon';

/**
 * That something needs no backup, where a policy says so.
 *
 * @param of.place - what it is, for the sentence
 * @internal
 */
export function exemptFinding(
  exemptions: readonly Exemption[],
  of: {
    at: Parameters<typeof findExemption>[1];
    place: string;
    horizon: Horizon;
  },
): Finding | null {
  const exemption = findExemption(exemptions, of.at, moment =>
    of.horizon.isReached(moment),
  );
  if (!exemption) return null;
  const until = exemption.expiresAt
    ? ` until ${describeInstant(exemption.expiresAt)}`
    : '';
  return {
    state: 'EXEMPT',
    reason: 'exempt',
    message: `No backup of ${of.place} is needed${until}: ${
      // A sentence of its own would end in the middle of ours.
      exemption.reason.replace(/\.\s*$/, '')
    } (approved by ${quoteName(exemption.approver)}).`,
  };
}
