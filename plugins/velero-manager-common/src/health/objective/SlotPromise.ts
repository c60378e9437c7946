import { Horizon } from '../Horizon';

/**
 * Whatever promises a copy for each slot of a cron text: a schedule of Velero,
 * a ScheduledBackup of CloudNative-PG, a recurring job of Longhorn. An objective
 * that nobody declared is derived from it.
 *
 * @internal
 */
export interface SlotPromise {
  readonly standing: 'enabled' | 'paused' | 'invalid';
  /** Slots count from here on. */
  readonly createdAt: Date;
  /**
   * Up to when it left slots out because it was told to, or `null`: a new
   * schedule of Velero may skip its first slot (`spec.skipImmediately`).
   */
  readonly skippedAt: Date | null;
  /** When it made its newest run, or `null`. */
  readonly lastMadeAt: Date | null;
  /** The slot after a moment, or `null` when none comes. */
  slotAfter(moment: Date): Date | null;
  /** The slot after the one that a run was made for, which may be a little ahead. */
  slotAfterRun(begunAt: Date): Date | null;
  /** The longest pause between slots from a moment on, in milliseconds. */
  intervalMs(from: Date): number;
  /** How much later than its slot a copy may be there; measured by runs up to a moment. */
  graceMs(upTo: Date): number;
  /** A slot less than `withinMs` back whose run is not there yet, or `null`. */
  awaitedSlot(horizon: Horizon, withinMs: number): Date | null;
}
