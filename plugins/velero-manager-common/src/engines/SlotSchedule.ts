import { Horizon } from '../health/Horizon';
import { CronRules, SlotGrid } from '../health/SlotGrid';
import { describeCause, quoteValue } from '../words';
import { EngineRun } from './EngineRun';
import { SlotPromise } from './SlotPromise';

const MINUTE_MS = 60_000;
const MIN_GRACE_MS = 10 * MINUTE_MS;
const GOOD_RUNS_MEASURED = 10;
/** As long as Velero is given, for engines that know no limit of their own. */
const MIN_STUCK_MS = 4.5 * 60 * MINUTE_MS;

/** What a {@link SlotSchedule} is made of. @internal */
export interface SlotScheduleParts {
  /** `cluster/namespace/name`. */
  id: string;
  name: string;
  createdAt: Date;
  cron: string;
  rules: CronRules;
  isPaused: boolean;
  /** Why it can make no backups although its text is right, or `null`. */
  misfit: string | null;
  /** From when a fixed interval (`@every`) counts. */
  countsFrom: Date;
  /** Newest first. */
  runs: readonly EngineRun[];
}

/**
 * A schedule of an engine other than Velero, seen together with the backups
 * that it made of one thing.
 *
 * @internal
 */
export class SlotSchedule implements SlotPromise {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly isPaused: boolean;
  readonly runs: readonly EngineRun[];
  readonly #parts: SlotScheduleParts;
  readonly #grid: SlotGrid;

  private constructor(parts: SlotScheduleParts) {
    this.id = parts.id;
    this.name = parts.name;
    this.createdAt = parts.createdAt;
    this.isPaused = parts.isPaused;
    this.runs = parts.runs;
    this.#parts = parts;
    this.#grid = SlotGrid.of(parts.cron, parts.rules);
  }

  static create(parts: SlotScheduleParts): SlotSchedule {
    return new SlotSchedule(parts);
  }

  /** Why it can make no backups, or `null`. */
  get problem(): string | null {
    const { cron, misfit } = this.#parts;
    const unreadable = this.#grid.problem(this.createdAt);
    return unreadable === null
      ? misfit
      : describeCause(`cron ${quoteValue(cron)}: ${unreadable}`);
  }

  get standing(): 'enabled' | 'paused' | 'invalid' {
    if (this.isPaused) return 'paused';
    return this.problem === null ? 'enabled' : 'invalid';
  }

  /** The newest run that has ended, well or not. */
  get lastEnded(): EngineRun | null {
    return (
      this.runs.find(
        ({ progress }) => progress === 'good' || progress === 'failed',
      ) ?? null
    );
  }

  slotAfter(moment: Date): Date | null {
    return this.#grid.next(moment);
  }

  intervalMs(from: Date): number {
    return this.#grid.longestGapMs(from);
  }

  /** At least ten minutes, a tenth of the interval, and half as much again as slow runs took. */
  graceMs(upTo: Date): number {
    return Math.max(
      MIN_GRACE_MS,
      0.1 * this.intervalMs(upTo),
      1.5 * this.#slowRunMs(upTo),
    );
  }

  /** When a run that is under way counts as stuck. */
  stuckAt({ begunAt }: EngineRun): Date {
    const patienceMs = Math.max(MIN_STUCK_MS, 3 * this.#slowRunMs(begunAt));
    return new Date(begunAt.getTime() + patienceMs);
  }

  /** The next run after now. */
  nextRun(horizon: Horizon): Date | null {
    if (this.standing !== 'enabled') return null;
    return this.#grid.goesByInterval
      ? this.slotAfter(this.#parts.countsFrom)
      : horizon.nextSlot(after => this.slotAfter(after));
  }

  /** A slot less than a moment back whose run is not there yet, or `null`. */
  awaitedSlot(horizon: Horizon, withinMs: number): Date | null {
    if (this.standing !== 'enabled' || this.#grid.goesByInterval) return null;
    const slot = horizon.recentSlot(withinMs, after => this.slotAfter(after));
    if (!slot || slot <= this.createdAt) return null;
    const [newest] = this.runs;
    return newest && newest.begunAt >= slot ? null : slot;
  }

  /** The 95th percentile of the duration of the last ten good runs. */
  #slowRunMs(upTo: Date): number {
    const durations = this.runs
      .filter(({ progress, begunAt }) => progress === 'good' && begunAt <= upTo)
      .slice(0, GOOD_RUNS_MEASURED)
      .map(({ begunAt, endedAt }) =>
        Math.max(0, (endedAt ?? begunAt).getTime() - begunAt.getTime()),
      )
      .sort((a, b) => a - b);
    return durations[Math.ceil(0.95 * durations.length) - 1] ?? 0;
  }
}
