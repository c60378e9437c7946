/**
 * Writes a number with its noun: `1 error`, `3 errors`.
 *
 * @internal
 */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
