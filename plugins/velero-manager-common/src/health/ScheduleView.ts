import { BackupFact, ScheduleFact, StorageLocationFact } from '../facts';
import { describeCause } from '../words';
import { ClusterView } from './ClusterView';
import { Horizon } from './Horizon';
import { MeasuredRun, SlotClock, SlotPromise } from './objective';
import { longestRunMs } from './longestRunMs';
import { hasEnded, progressOf } from './runPhase';
import { SlotGrid } from './SlotGrid';

const MINUTE_MS = 60_000;
/** The server's flag `--default-backup-storage-location` has this default. */
const DEFAULT_LOCATION = 'default';
/** Velero keeps a backup for thirty days where nobody says otherwise. */
const DEFAULT_TTL_SECONDS = 30 * 86_400;
const MIN_QUEUE_MS = 60 * MINUTE_MS;

/**
 * A schedule seen together with what belongs to it: its storage location and
 * its local runs, newest first.
 *
 * @internal
 */
export class ScheduleView implements SlotPromise {
  readonly id: string;
  readonly fact: ScheduleFact;
  readonly location: StorageLocationFact | null;
  readonly runs: readonly BackupFact[];
  /** How long its backups are kept, in milliseconds. */
  readonly ttlMs: number;
  #problem: { text: string | null } | null = null;
  #lastEnded: { run: BackupFact | null } | null = null;
  readonly #copiedAt: readonly number[];
  readonly #longestMs: number;
  readonly #clock: SlotClock;

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
    const [newest] = this.runs;
    this.#clock = SlotClock.create({
      cron: fact.cron,
      rules: cluster.cronRules(fact.namespace),
      createdAt: new Date(fact.createdAt),
      newestAt: newest ? new Date(newest.createdAt) : null,
      measured: this.runs.flatMap(run => measure(run) ?? []),
    });
    this.ttlMs =
      1000 *
      (fact.scope.ttlSeconds ??
        server?.defaultTtlSeconds ??
        DEFAULT_TTL_SECONDS);
    this.#longestMs = longestRunMs(fact.scope, server);
  }

  static create(fact: ScheduleFact, cluster: ClusterView): ScheduleView {
    return new ScheduleView(fact, cluster);
  }

  /** The slots of its text. */
  get slots(): SlotGrid {
    return this.#clock.grid;
  }

  get createdAt(): Date {
    return new Date(this.fact.createdAt);
  }

  get skippedAt(): Date | null {
    const { lastSkippedAt } = this.fact;
    return lastSkippedAt === null ? null : new Date(lastSkippedAt);
  }

  /** By the server's word: the runs themselves may be gone. */
  get lastMadeAt(): Date | null {
    const { lastBackupAt } = this.fact;
    return lastBackupAt === null ? null : new Date(lastBackupAt);
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
    const { phase, paused, validationErrors } = this.fact;
    if (phase === 'FailedValidation' && !paused) {
      return describeCause(
        validationErrors.map(withoutPreface).join('; ') ||
          'Velero refuses it without a reason',
      );
    }
    return this.#clock.problem;
  }

  /** A paused schedule whose text cannot be read would make no run either. */
  get standing(): 'enabled' | 'paused' | 'invalid' {
    if (this.problem) return 'invalid';
    return this.fact.paused ? 'paused' : 'enabled';
  }

  /** The newest run that has ended, well or not. */
  get lastEnded(): BackupFact | null {
    this.#lastEnded ??= { run: this.runs.find(hasEnded) ?? null };
    return this.#lastEnded.run;
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

  slotAfter(moment: Date): Date | null {
    return this.#clock.slotAfter(moment);
  }

  slotAfterRun(createdAt: Date): Date | null {
    return this.#clock.slotAfterRun(createdAt);
  }

  intervalMs(from: Date): number {
    return this.#clock.intervalMs(from);
  }

  graceMs(upTo: Date): number {
    return this.#clock.graceMs(upTo);
  }

  /** The 95th percentile of the duration of the last ten good runs up to a moment. */
  slowRunMs(upTo: Date): number {
    return this.#clock.slowRunMs(upTo);
  }

  /** When a run that is under way counts as stuck. */
  stuckAt(run: BackupFact): Date {
    const begun = new Date(run.createdAt);
    const patienceMs =
      progressOf(run) === 'waiting'
        ? Math.max(MIN_QUEUE_MS, this.intervalMs(begun))
        : Math.max(this.#longestMs, 3 * this.slowRunMs(begun));
    return new Date(begun.getTime() + patienceMs);
  }

  /** The next run after now; an interval counts from the last run that was made. */
  nextRun(horizon: Horizon): Date | null {
    if (this.standing !== 'enabled') return null;
    return this.#clock.nextRun(horizon, this.lastMadeAt ?? this.createdAt);
  }

  awaitedSlot(horizon: Horizon, withinMs: number): Date | null {
    return this.standing === 'enabled'
      ? this.#clock.awaitedSlot(horizon, withinMs)
      : null;
  }
}

/** Said twice it tells no more (velero pkg/controller/schedule_controller.go). */
function withoutPreface(error: string): string {
  return error.replace(/^invalid schedule: /, '');
}

function measure(run: BackupFact): MeasuredRun | null {
  if (progressOf(run) !== 'good' || run.completedAt === null) return null;
  const end = Date.parse(run.completedAt);
  const begin = Date.parse(run.startedAt ?? run.createdAt);
  return {
    begunAt: Date.parse(run.createdAt),
    ms: Math.max(0, end - begin),
  };
}
