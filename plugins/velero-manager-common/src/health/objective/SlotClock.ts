import { describeCause, quoteValue } from '../../words';
import { Horizon } from '../Horizon';
import { CronRules, SlotGrid } from '../SlotGrid';

const MINUTE_MS = 60_000;
const GOOD_RUNS_MEASURED = 10;

/** However fast runs are, a copy may be there this much later than its slot. @internal */
export const MIN_GRACE_MS = 10 * MINUTE_MS;

/** A run may be made this much before its slot, where clocks differ. @internal */
export const EARLY_MS = MINUTE_MS;

/** How long a good run took, whose end is known. @internal */
export interface MeasuredRun {
  /** When it was made, in milliseconds since the epoch. */
  begunAt: number;
  ms: number;
}

/** What a {@link SlotClock} goes by. @internal */
export interface SlotClockParts {
  cron: string;
  rules: CronRules;
  createdAt: Date;
  /** When its newest run was made, whatever became of it. */
  newestAt: Date | null;
  /** Its good runs, newest first. */
  measured: readonly MeasuredRun[];
}

/**
 * When the slots of a schedule are and how late their runs may be, by its cron
 * text and by how long its runs took. It is the same for every engine.
 *
 * @internal
 */
export class SlotClock {
  readonly grid: SlotGrid;
  readonly #parts: SlotClockParts;
  readonly #slow = new Map<number, number>();

  private constructor(parts: SlotClockParts) {
    this.grid = SlotGrid.of(parts.cron, parts.rules);
    this.#parts = parts;
  }

  static create(parts: SlotClockParts): SlotClock {
    return new SlotClock(parts);
  }

  /** Why its text gives no slots, or `null`. */
  get problem(): string | null {
    const { cron, createdAt } = this.#parts;
    const problem = this.grid.problem(createdAt);
    return problem && describeCause(`cron ${quoteValue(cron)}: ${problem}`);
  }

  /** The slot after a moment. */
  slotAfter(moment: Date): Date | null {
    return this.grid.next(moment);
  }

  /**
   * The slot after the one that a run was made for. A run may be made a little
   * before its slot, where the clocks of its engine and the API server differ.
   */
  slotAfterRun(begunAt: Date): Date | null {
    const slot = this.slotAfter(begunAt);
    const isItsOwn = slot && slot.getTime() - begunAt.getTime() <= EARLY_MS;
    return isItsOwn ? this.slotAfter(slot) : slot;
  }

  /** The longest pause between slots from a moment on, in milliseconds. */
  intervalMs(from: Date): number {
    return this.grid.longestGapMs(from);
  }

  /**
   * How much later than its slot a run may end: at least ten minutes, a tenth
   * of the interval, and half as much again as the slow ones of the last good
   * runs. Only runs up to `upTo` are measured, so that a later fast run cannot
   * turn an old slot into a missed one.
   */
  graceMs(upTo: Date): number {
    const slow = this.slowRunMs(upTo);
    return Math.max(MIN_GRACE_MS, 0.1 * this.intervalMs(upTo), 1.5 * slow);
  }

  /** The 95th percentile of the duration of the last ten good runs up to a moment. */
  slowRunMs(upTo: Date): number {
    const key = upTo.getTime();
    const known = this.#slow.get(key);
    if (known !== undefined) return known;
    const durations: number[] = [];
    for (const { begunAt, ms } of this.#parts.measured) {
      if (begunAt > key) continue;
      durations.push(ms);
      if (durations.length === GOOD_RUNS_MEASURED) break;
    }
    durations.sort((a, b) => a - b);
    const slow = durations[Math.ceil(0.95 * durations.length) - 1] ?? 0;
    this.#slow.set(key, slow);
    return slow;
  }

  /** A slot less than `withinMs` back whose run is not there yet, or `null`. */
  awaitedSlot(horizon: Horizon, withinMs: number): Date | null {
    if (this.grid.goesByInterval) return null;
    const slot = horizon.recentSlot(withinMs, after => this.slotAfter(after));
    const { createdAt, newestAt } = this.#parts;
    if (!slot || slot <= createdAt) return null;
    return newestAt && newestAt >= slot ? null : slot;
  }

  /** The next run after now; a fixed interval counts from `countsFrom`. */
  nextRun(horizon: Horizon, countsFrom: Date): Date | null {
    return this.grid.goesByInterval
      ? this.slotAfter(countsFrom)
      : horizon.nextSlot(after => this.slotAfter(after));
  }
}
