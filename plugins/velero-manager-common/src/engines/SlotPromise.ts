/**
 * Whatever promises a copy for each slot of a cron text. A Velero Schedule is
 * one too; an objective that nobody declared is derived from it.
 *
 * @internal
 */
export interface SlotPromise {
  readonly name: string;
  readonly createdAt: Date;
  /** The slot after a moment, or `null` when none comes. */
  slotAfter(moment: Date): Date | null;
  /** The longest pause between slots from a moment on, in milliseconds. */
  intervalMs(from: Date): number;
  /** How much later than its slot a copy may be there; measured by runs up to a moment. */
  graceMs(upTo: Date): number;
}
