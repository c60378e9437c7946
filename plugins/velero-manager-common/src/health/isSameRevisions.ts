/**
 * Whether two lists name the same revision of each source; unknown ones are
 * never the same.
 *
 * @internal
 */
export function isSameRevisions(
  a: readonly string[],
  b: readonly string[],
): boolean {
  return a.length > 0 && a.length === b.length && a.every((r, i) => r === b[i]);
}
