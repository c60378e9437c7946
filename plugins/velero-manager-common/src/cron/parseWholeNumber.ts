const MAX_INT64 = '9223372036854775807';

/**
 * Reads a number as Go's `strconv.Atoi` does, and refuses negative ones: a sign
 * and leading zeros are fine, anything above 63 bits is not.
 *
 * @internal
 */
export function parseWholeNumber(text: string): number | undefined {
  const match = /^([+-]?)0*([0-9]*)$/.exec(text);
  if (!match || !/[0-9]$/.test(text)) {
    return undefined;
  }
  const [, sign, digits] = match;
  const tooLarge =
    digits.length > MAX_INT64.length ||
    (digits.length === MAX_INT64.length && digits > MAX_INT64);
  if (tooLarge || (sign === '-' && digits !== '')) {
    return undefined;
  }
  return Number(digits);
}
