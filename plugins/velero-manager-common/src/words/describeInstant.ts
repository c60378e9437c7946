/**
 * Writes a moment for a sentence, in UTC and to the minute:
 * `2026-11-20T02:00Z`. Messages hold absolute times only, because a message is
 * stored and "3 h ago" would go stale.
 *
 * @public
 */
export function describeInstant(at: Date | string): string {
  return `${new Date(at).toISOString().slice(0, 16)}Z`;
}
