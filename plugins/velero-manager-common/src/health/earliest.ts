/**
 * The earliest of some moments; `null` stands for never.
 *
 * @internal
 */
export function earliest(
  moments: Iterable<Date | null | undefined>,
): Date | null {
  let first: Date | null = null;
  for (const moment of moments) {
    if (moment && (!first || moment < first)) first = moment;
  }
  return first;
}
