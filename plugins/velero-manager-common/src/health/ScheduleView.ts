import { BackupFact, ScheduleFact, StorageLocationFact } from '../facts';
import { describeCause, quoteValue } from '../words';
import { ClusterView } from './ClusterView';
import { Horizon } from './Horizon';
import { isUnderWay, progressOf } from './runPhase';
import { SlotGrid } from './SlotGrid';

const MINUTE_MS = 60_000;
const MIN_GRACE_MS = 10 * MINUTE_MS;
const GOOD_RUNS_MEASURED = 10;
/** The server's flag `--default-backup-storage-location` has this default. */
const DEFAULT_LOCATION = 'default';
/** Item operations may take four hours by default; half an hour to tidy up. */
const DEFAULT_OPERATION_MS = 4 * 60 * MINUTE_MS;
const TIDY_UP_MS = 30 * MINUTE_MS;
/** Velero keeps a backup for thirty days where nobody says otherwise. */
const DEFAULT_TTL_SECONDS = 30 * 86_400;
const MIN_QUEUE_MS = 60 * MINUTE_MS;

/** A run may be created this much before its slot by the clock of the API server. @internal */
export const EARLY_MS = MINUTE_MS;

/**
 * A schedule seen together with what belongs to it: its storage location and
 * its local runs, newest first.
 *
 * @internal
 */
export class ScheduleView {
  readonly id: string;
  readonly fact: ScheduleFact;
  readonly location: StorageLocationFact | null;
  readonly runs: readonly BackupFact[];
  readonly slots: SlotGrid;
  /** How long its backups are kept, in milliseconds. */
  readonly ttlMs: number;
  #problem: { text: string | null } | null = null;
  readonly #copiedAt: readonly number[];
  readonly #operationMs: number;
  readonly #durations: { createdAt: number; ms: number }[];
  readonly #slow = new Map<number, number>();

  private constructor(fact: ScheduleFact, cluster: ClusterView) {
    const server = cluster.server(fact.namespace);
    this.id = `${cluster.name}/${fact.namespace}/${fact.name}`;
    this.fact = fact;
    this.location = cluster.location(
      fact.namespace,
      fact.scope.storageLocation,
    );
    this.runs = cluster.runsOf(fact);
    this.#copiedAt = cluster
      .copiedRunsOf(fact)
      .map(run => Date.parse(run.startedAt ?? run.createdAt));
    this.slots = SlotGrid.of(fact.cron, cluster.cronRules(fact.namespace));
    this.ttlMs =
      1000 *
      (fact.scope.ttlSeconds ??
        server?.defaultTtlSeconds ??
        DEFAULT_TTL_SECONDS);
    this.#operationMs =
      1000 *
        (fact.scope.itemOperationTimeoutSeconds ??
          server?.itemOperationTimeoutSeconds ??
          0) || DEFAULT_OPERATION_MS;
    this.#durations = this.runs
      .filter(run => progressOf(run) === 'good' && run.completedAt !== null)
      .map(run => ({
        createdAt: Date.parse(run.createdAt),
        ms: durationMs(run),
      }));
  }

  static create(fact: ScheduleFact, cluster: ClusterView): ScheduleView {
    return new ScheduleView(fact, cluster);
  }

  /** The name of the storage location it uses, as far as it is said. */
  get locationName(): string {
    return (
      this.location?.name ?? this.fact.scope.storageLocation ?? DEFAULT_LOCATION
    );
  }

  /**
   * Why the schedule can make no runs, or `null`. A paused schedule is not
   * looked at by the server, so its phase is old news and the text is read here.
   */
  get problem(): string | null {
    this.#problem ??= { text: this.#findProblem() };
    return this.#problem.text;
  }

  #findProblem(): string | null {
    const { cron, createdAt, phase, paused, validationErrors } = this.fact;
    if (phase === 'FailedValidation' && !paused) {
      return describeCause(
        validationErrors.join('; ') || 'Velero refuses it without a reason',
      );
    }
    const problem = this.slots.problem(new Date(createdAt));
    return problem && describeCause(`cron ${quoteValue(cron)}: ${problem}`);
  }

  /** A paused schedule whose text cannot be read would make no run either. */
  get standing(): 'enabled' | 'paused' | 'invalid' {
    if (this.problem) return 'invalid';
    return this.fact.paused ? 'paused' : 'enabled';
  }

  /** The newest run that has ended, well or not. */
  get lastEnded(): BackupFact | null {
    return (
      this.runs.find(
        run =>
          !isUnderWay(run) &&
          progressOf(run) !== 'unknown' &&
          progressOf(run) !== 'deleting',
      ) ?? null
    );
  }

  /**
   * Whether the records of what became of a slot may be gone: it is older than
   * all backups that are left, or one that came back from the bucket was made
   * for it, so that it ran but nobody knows how.
   */
  hasLostRecords(slot: Date): boolean {
    if (!this.#copiedAt.length) return false;
    const next = this.slotAfter(slot)?.getTime() ?? Infinity;
    const first = Math.min(...this.#copiedAt);
    return (
      next <= first ||
      this.#copiedAt.some(
        started => started >= slot.getTime() - MINUTE_MS && started < next,
      )
    );
  }

  /** The slot after a moment. */
  slotAfter(moment: Date): Date | null {
    return this.slots.next(moment);
  }

  /**
   * The slot after the one that a run was made for. A run may be created a
   * little before its slot, where the clocks of Velero and the API server differ.
   */
  slotAfterRun(createdAt: Date): Date | null {
    const slot = this.slotAfter(createdAt);
    const isItsOwn = slot && slot.getTime() - createdAt.getTime() <= EARLY_MS;
    return isItsOwn ? this.slotAfter(slot) : slot;
  }

  /** The longest pause between slots from a moment on, in milliseconds. */
  intervalMs(from: Date): number {
    return this.slots.longestGapMs(from);
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

  /** When a run that is under way counts as stuck. */
  stuckAt(run: BackupFact): Date {
    const begun = new Date(run.createdAt);
    const patienceMs =
      progressOf(run) === 'waiting'
        ? Math.max(MIN_QUEUE_MS, this.intervalMs(begun))
        : Math.max(this.#operationMs + TIDY_UP_MS, 3 * this.slowRunMs(begun));
    return new Date(begun.getTime() + patienceMs);
  }

  /** The next run after now; an interval counts from the last run that was made. */
  nextRun(horizon: Horizon): Date | null {
    if (this.standing !== 'enabled') return null;
    if (!this.slots.goesByInterval) {
      return horizon.nextSlot(after => this.slotAfter(after));
    }
    const { lastBackupAt, createdAt } = this.fact;
    return this.slotAfter(new Date(lastBackupAt ?? createdAt));
  }

  /** The 95th percentile of the duration of the last ten good runs up to a moment. */
  slowRunMs(upTo: Date): number {
    const key = upTo.getTime();
    const known = this.#slow.get(key);
    if (known !== undefined) return known;
    const measured: number[] = [];
    for (const { createdAt, ms } of this.#durations) {
      if (createdAt > key) continue;
      measured.push(ms);
      if (measured.length === GOOD_RUNS_MEASURED) break;
    }
    measured.sort((a, b) => a - b);
    const slow = measured[Math.ceil(0.95 * measured.length) - 1] ?? 0;
    this.#slow.set(key, slow);
    return slow;
  }
}

function durationMs(run: BackupFact): number {
  const end = Date.parse(run.completedAt ?? run.createdAt);
  return Math.max(0, end - Date.parse(run.startedAt ?? run.createdAt));
}
