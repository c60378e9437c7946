import { Horizon } from '../health/Horizon';
import { MeasuredRun, SlotClock, SlotPromise } from '../health/objective';
import { CronRules } from '../health/SlotGrid';
import { EngineRun } from './EngineRun';

/** As long as Velero is given, for engines that know no limit of their own. */
const MIN_STUCK_MS = 4.5 * 60 * 60_000;

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
  /** None of these engines can be told to skip a slot. */
  readonly skippedAt = null;
  readonly #parts: SlotScheduleParts;
  readonly #clock: SlotClock;

  private constructor(parts: SlotScheduleParts) {
    this.id = parts.id;
    this.name = parts.name;
    this.createdAt = parts.createdAt;
    this.isPaused = parts.isPaused;
    this.runs = parts.runs;
    this.#parts = parts;
    this.#clock = SlotClock.create({
      cron: parts.cron,
      rules: parts.rules,
      createdAt: parts.createdAt,
      newestAt: this.lastMadeAt,
      measured: parts.runs.flatMap(run => measure(run) ?? []),
    });
  }

  static create(parts: SlotScheduleParts): SlotSchedule {
    return new SlotSchedule(parts);
  }

  /** Why it can make no backups, or `null`. */
  get problem(): string | null {
    return this.#clock.problem ?? this.#parts.misfit;
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

  get lastMadeAt(): Date | null {
    return this.runs[0]?.begunAt ?? null;
  }

  slotAfter(moment: Date): Date | null {
    return this.#clock.slotAfter(moment);
  }

  slotAfterRun(begunAt: Date): Date | null {
    return this.#clock.slotAfterRun(begunAt);
  }

  intervalMs(from: Date): number {
    return this.#clock.intervalMs(from);
  }

  graceMs(upTo: Date): number {
    return this.#clock.graceMs(upTo);
  }

  /** When a run that is under way counts as stuck. */
  stuckAt({ begunAt }: EngineRun): Date {
    const slowMs = this.#clock.slowRunMs(begunAt);
    return new Date(begunAt.getTime() + Math.max(MIN_STUCK_MS, 3 * slowMs));
  }

  /** The next run after now. */
  nextRun(horizon: Horizon): Date | null {
    return this.standing === 'enabled'
      ? this.#clock.nextRun(horizon, this.#parts.countsFrom)
      : null;
  }

  awaitedSlot(horizon: Horizon, withinMs: number): Date | null {
    return this.standing === 'enabled'
      ? this.#clock.awaitedSlot(horizon, withinMs)
      : null;
  }
}

function measure({
  progress,
  begunAt,
  endedAt,
}: EngineRun): MeasuredRun | null {
  if (progress !== 'good' || !endedAt) return null;
  const begun = begunAt.getTime();
  return { begunAt: begun, ms: Math.max(0, endedAt.getTime() - begun) };
}
