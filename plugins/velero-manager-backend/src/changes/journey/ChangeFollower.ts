import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../../kubernetes';
import type { ChangeRecord, ChangeStore } from '../../store/changeTypes';
import type { ChangeHost, HostProblem } from '../host';
import { advanceJourney, type JourneyObservations } from './advanceJourney';

/** A host that does not answer now is asked again then, unless it says when. */
const RETRY_MS = 60_000;

const NOTHING_SEEN = {
  schedules: [],
  goodRuns: [],
  objects: [],
  knownKinds: [],
};

/** What following takes. @internal */
export interface ChangeFollowerOptions {
  store: ChangeStore;
  hosts: ReadonlyMap<string, ChangeHost>;
  clock: Clock;
  logger: LoggerService;
  /** Told of each change that came further. */
  onAdvanced: (change: ChangeRecord) => void;
}

/**
 * Looks at one change at a time: at its pull request while that is open, then
 * at what the clusters show.
 *
 * @internal
 */
export class ChangeFollower {
  readonly #options: ChangeFollowerOptions;
  /** What was said last of each repository. */
  readonly #told = new Map<string, HostProblem['reason']>();

  private constructor(options: ChangeFollowerOptions) {
    this.#options = options;
  }

  static create(options: ChangeFollowerOptions): ChangeFollower {
    return new ChangeFollower(options);
  }

  /** Takes a claimed change as far as it has come. */
  async follow(change: ChangeRecord, signal: AbortSignal): Promise<void> {
    const { store, clock, onAdvanced } = this.#options;
    const pull = await this.#lookAtPull(change, signal);
    if (signal.aborted) {
      return; // the claim lapses
    }
    if (isProblem(pull)) {
      this.#tell(change, pull);
      const waitMs = (pull.retryAfterSeconds ?? 0) * 1000;
      const dueInMs = Math.max(RETRY_MS, waitMs);
      await store.advanceChange(change, { ...change, dueInMs });
      return;
    }
    this.#told.delete(change.repository);
    const isMerged =
      change.mergedAt !== null ||
      (pull !== 'unchanged' && pull.state === 'merged');
    const sightings = isMerged
      ? await store.sightObjects(change)
      : NOTHING_SEEN;
    const now = new Date(clock.now());
    const progress = advanceJourney(change, { pull, sightings }, now);
    await store.advanceChange(change, progress);
    if (
      progress.state !== change.state ||
      progress.approvalsGiven !== change.approvalsGiven
    ) {
      onAdvanced({ ...change, ...progress });
    }
  }

  async #lookAtPull(
    change: ChangeRecord,
    signal: AbortSignal,
  ): Promise<JourneyObservations['pull'] | HostProblem> {
    const host = this.#options.hosts.get(change.repository);
    if (!host || change.mergedAt !== null) {
      return 'unchanged'; // what was merged stays merged
    }
    const { number, etag } = change;
    const result = await host.getChange(number, { etag, signal });
    return result.ok ? result.value : result.problem;
  }

  /** Says once of a repository what is wrong, not at every look. */
  #tell({ repository }: ChangeRecord, problem: HostProblem): void {
    if (this.#told.get(repository) !== problem.reason) {
      this.#told.set(repository, problem.reason);
      this.#options.logger.warn(
        `Changes of config repository '${repository}' cannot be followed: ${problem.message}`,
      );
    }
  }
}

function isProblem(
  seen: JourneyObservations['pull'] | HostProblem,
): seen is HostProblem {
  return seen !== 'unchanged' && 'reason' in seen;
}
