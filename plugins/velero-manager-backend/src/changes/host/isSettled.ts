/**
 * What changed less than this before it was read may change once more within
 * the same second.
 */
const SETTLED_MS = 5_000;

/**
 * Whether what a pull request's `updated_at` says is the last word on the
 * second that it names, by the clock of the host, which stamped both.
 *
 * @internal
 */
export function isSettled(
  readAt: string | undefined,
  updatedAt: string,
): boolean {
  return (
    readAt !== undefined &&
    Date.parse(readAt) - Date.parse(updatedAt) >= SETTLED_MS
  );
}
