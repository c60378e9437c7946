/**
 * Sorts objects by creation, newest first.
 *
 * @internal
 */
export function newestFirst(
  a: { createdAt: string; name: string },
  b: { createdAt: string; name: string },
): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.name < b.name ? 1 : -1;
}
