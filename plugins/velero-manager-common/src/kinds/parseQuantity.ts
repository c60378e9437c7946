const WHOLE =
  /^([+-]?)(\d*)(?:\.(\d*))?(?:(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?\d{1,2}))?$/;
const MAX_LENGTH = 64;

/** The largest number that Kubernetes keeps: 2^63 - 1. */
const MAX = 9_223_372_036_854_775_807n;

const POWER_OF_TEN: Record<string, number> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

const POWER_OF_1024: Record<string, number> = {
  Ki: 1,
  Mi: 2,
  Gi: 3,
  Ti: 4,
  Pi: 5,
  Ei: 6,
};

/**
 * Reads a Kubernetes quantity (`10Gi`, `1e3`, `1.5G`, `500m`) and gives it as a
 * whole number, rounded up as Kubernetes rounds (apimachinery
 * pkg/api/resource/quantity.go).
 *
 * @returns the number, or `null` when the text is no quantity
 * @internal
 */
export function parseQuantity(text: string): number | null {
  const match = text.length <= MAX_LENGTH ? WHOLE.exec(text) : null;
  if (!match) return null;
  const [, sign, whole, fraction = '', suffix = '', exponent = '0'] = match;
  const digits = whole + fraction;
  if (digits === '') return null;

  const power = (POWER_OF_TEN[suffix] ?? Number(exponent)) - fraction.length;
  const dividend =
    BigInt(digits) *
    1024n ** BigInt(POWER_OF_1024[suffix] ?? 0) *
    10n ** BigInt(Math.max(power, 0));
  const size = divideUp(dividend, 10n ** BigInt(Math.max(-power, 0)));
  const capped = Number(size > MAX ? MAX : size);
  return sign === '-' && capped !== 0 ? -capped : capped;
}

/** Away from zero, for the sign comes later: Kubernetes rounds -0.5 to -1 too. */
function divideUp(dividend: bigint, divisor: bigint): bigint {
  return (dividend + divisor - 1n) / divisor;
}
