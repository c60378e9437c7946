import { Horizon } from './Horizon';
import { ReasonCode } from './reasons';
import { ProtectionState } from './states';
import { Verdict } from './verdict';

/**
 * What one rule found: a verdict that does not yet say until when it holds.
 *
 * @internal
 */
export interface Finding<S extends string = ProtectionState>
  extends Omit<Verdict<S>, 'validUntil'> {
  reason: ReasonCode;
}

/**
 * Makes a verdict of a finding once every rule has asked the horizon.
 *
 * @internal
 */
export function verdictOf<S extends string>(
  finding: Finding<S>,
  horizon: Horizon,
): Verdict<S> {
  return { ...finding, validUntil: horizon.validUntil };
}
