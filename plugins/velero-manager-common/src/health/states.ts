/**
 * How well something could be restored, worst first. The order is the roll-up
 * order: the first state that any part has is the state of the whole, so
 * UNKNOWN never hides a known CRITICAL, UNPROTECTED or DEGRADED and never
 * turns green.
 *
 * @public
 */
export const protectionStates = [
  'CRITICAL',
  'UNPROTECTED',
  'DEGRADED',
  'UNKNOWN',
  'PAUSED',
  'PENDING',
  'HEALTHY',
  'EXEMPT',
] as const;

/** One of {@link protectionStates}. @public */
export type ProtectionState = (typeof protectionStates)[number];

/**
 * Whether what Git says is what runs, worst first; the same roll-up rule as
 * {@link protectionStates}. The two are shown side by side, never merged.
 *
 * @public
 */
export const syncStates = [
  'FAILED',
  'DRIFTED',
  'BEHIND',
  'UNKNOWN',
  'SUSPENDED',
  'PROGRESSING',
  'SYNCED',
] as const;

/** One of {@link syncStates}. @public */
export type SyncState = (typeof syncStates)[number];

/**
 * What became of one slot of a schedule. `unknown` is a slot whose outcome can
 * no longer, or not yet, be told.
 *
 * @public
 */
export const runOutcomes = [
  'good',
  'partial',
  'failed',
  'missed',
  'skipped',
  'running',
  'paused',
  'unknown',
] as const;

/** One of {@link runOutcomes}. @public */
export type RunOutcome = (typeof runOutcomes)[number];
