import {
  BackupFact,
  ClusterFacts,
  ScheduleFact,
  StorageLocationFact,
} from '../facts';
import { describeCause, quoteValue } from '../words';
import { originOf } from './originOf';
import { cronProblem, longestGapMs, nextSlot, runsByInterval } from './slots';
import { isUnderWay, progressOf } from './runPhase';
import { Horizon } from './Horizon';

const MINUTE_MS = 60_000;
const MIN_GRACE_MS = 10 * MINUTE_MS;
const GOOD_RUNS_MEASURED = 10;
/** The server's flag `--default-backup-storage-location` has this default. */
const DEFAULT_LOCATION = 'default';
/** Item operations may take four hours by default; half an hour to tidy up. */
const MIN_STUCK_MS = 4.5 * 60 * MINUTE_MS;
const MIN_QUEUE_MS = 60 * MINUTE_MS;

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

  private constructor(
    fact: ScheduleFact,
    parts: {
      cluster: string;
      location: StorageLocationFact | null;
      runs: readonly BackupFact[];
    },
  ) {
    this.id = `${parts.cluster}/${fact.namespace}/${fact.name}`;
    this.fact = fact;
    this.location = parts.location;
    this.runs = parts.runs;
  }

  static create(fact: ScheduleFact, cluster: ClusterFacts): ScheduleView {
    const runs = cluster.runs
      .filter(
        run =>
          run.schedule === fact.name &&
          run.namespace === fact.namespace &&
          originOf(run, cluster.name) === 'local',
      )
      .sort(newestFirst);
    return new ScheduleView(fact, {
      cluster: cluster.name,
      location: findLocation(
        cluster,
        fact.namespace,
        fact.scope.storageLocation,
      ),
      runs,
    });
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
    const { cron, createdAt, phase, paused, validationErrors } = this.fact;
    if (phase === 'FailedValidation' && !paused) {
      return describeCause(
        validationErrors.join('; ') || 'Velero refuses it without a reason',
      );
    }
    const problem = cronProblem(cron, new Date(createdAt));
    return problem && describeCause(`cron ${quoteValue(cron)}: ${problem}`);
  }

  get standing(): 'enabled' | 'paused' | 'invalid' {
    if (this.fact.paused) return 'paused';
    return this.problem ? 'invalid' : 'enabled';
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

  /** The slot after a moment. */
  slotAfter(moment: Date): Date | null {
    return nextSlot(this.fact.cron, moment);
  }

  /** The longest pause between slots from a moment on, in milliseconds. */
  intervalMs(from: Date): number {
    return longestGapMs(this.fact.cron, from);
  }

  /**
   * How much later than its slot a run may end: at least ten minutes, a tenth
   * of the interval, and half as much again as the slow ones of the last good
   * runs. Only runs up to `upTo` are measured, so that a later fast run cannot
   * turn an old slot into a missed one.
   */
  graceMs(upTo: Date): number {
    const slow = this.#slowRunMs(upTo);
    return Math.max(MIN_GRACE_MS, 0.1 * this.intervalMs(upTo), 1.5 * slow);
  }

  /** When a run that is under way counts as stuck. */
  stuckAt(run: BackupFact): Date {
    const begun = new Date(run.createdAt);
    const patienceMs =
      progressOf(run) === 'waiting'
        ? Math.max(MIN_QUEUE_MS, this.intervalMs(begun))
        : Math.max(MIN_STUCK_MS, 3 * this.#slowRunMs(begun));
    return new Date(begun.getTime() + patienceMs);
  }

  /** The next run after now; an interval counts from the last run that was made. */
  nextRun(horizon: Horizon): Date | null {
    if (this.standing !== 'enabled') return null;
    if (!runsByInterval(this.fact.cron)) {
      return horizon.nextSlot(after => this.slotAfter(after));
    }
    const { lastBackupAt, createdAt } = this.fact;
    return this.slotAfter(new Date(lastBackupAt ?? createdAt));
  }

  /** The 95th percentile of the duration of the last ten good runs. */
  #slowRunMs(upTo: Date): number {
    const durations = this.runs
      .filter(
        run =>
          progressOf(run) === 'good' &&
          run.completedAt !== null &&
          new Date(run.createdAt) <= upTo,
      )
      .slice(0, GOOD_RUNS_MEASURED)
      .map(run => durationMs(run))
      .sort((a, b) => a - b);
    return durations[Math.ceil(0.95 * durations.length) - 1] ?? 0;
  }
}

/** Sorts runs by creation, newest first. @internal */
export function newestFirst(a: BackupFact, b: BackupFact): number {
  return b.createdAt.localeCompare(a.createdAt) || b.name.localeCompare(a.name);
}

/**
 * The storage location that a backup names, or the default one where it names
 * none; `null` when it does not exist.
 *
 * @internal
 */
export function findLocation(
  cluster: ClusterFacts,
  veleroNamespace: string,
  name: string | null,
): StorageLocationFact | null {
  const candidates = cluster.storageLocations.filter(
    location => location.namespace === veleroNamespace,
  );
  if (name !== null) {
    return candidates.find(location => location.name === name) ?? null;
  }
  return (
    candidates.find(location => location.isDefault) ??
    candidates.find(location => location.name === DEFAULT_LOCATION) ??
    null
  );
}

function durationMs(run: BackupFact): number {
  const end = Date.parse(run.completedAt ?? run.createdAt);
  return Math.max(0, end - Date.parse(run.startedAt ?? run.createdAt));
}
