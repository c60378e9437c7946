import type { LoggerService } from '@backstage/backend-plugin-api';
import { contactState } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Clock } from '../../kubernetes';
import type {
  ChangeProgress,
  ChangeRecord,
  ChangeStore,
} from '../../store/changeTypes';
import type { ChangeHost, HostProblem } from '../host';
import { type ClusterSightings, isDoneIn } from './advanceInClusters';
import { advanceJourney, type JourneyObservations } from './advanceJourney';

/** A host that does not answer now is asked again then, unless it says when. */
const RETRY_MS = 60_000;

const NOTHING_SEEN = {
  schedules: [],
  goodRuns: [],
  newestRuns: [],
  servers: [],
  objects: [],
  knownKinds: [],
};

/** What following takes. @internal */
export interface ChangeFollowerOptions {
  store: ChangeStore;
  hosts: ReadonlyMap<string, ChangeHost>;
  clock: Clock;
  logger: LoggerService;
  /** After so long without contact a cluster proves nothing any more. */
  silentAfterMs: number;
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
    const now = new Date(clock.now());
    const seen = await this.#lookAtClusters(change, { isMerged, now });
    const progress = advanceJourney(change, { pull, ...seen }, now);
    await store.advanceChange(change, progress);
    if (hasMoved(change, progress)) {
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

  async #lookAtClusters(
    change: ChangeRecord,
    { isMerged, now }: { isMerged: boolean; now: Date },
  ): Promise<Pick<JourneyObservations, 'sightings' | 'clusters'>> {
    const { store, silentAfterMs } = this.#options;
    const clusters = new Map<string, ClusterSightings>();
    if (!isMerged) {
      return { sightings: NOTHING_SEEN, clusters };
    }
    if (change.clusters.length === 0) {
      return { sightings: await store.sightObjects(change), clusters };
    }
    const { mergedAt } = change;
    const behind = change.clusters.filter(one => !isDoneIn(one));
    const contacts = await store.readContacts(
      behind.map(({ cluster }) => cluster),
    );
    for (const expected of behind) {
      const contact = contacts.get(expected.cluster);
      if (contact) {
        const { state } = contactState(contact, { now, silentAfterMs });
        const isHeard = state === 'connected' || state === 'failing';
        clusters.set(expected.cluster, {
          contact: isHeard ? 'connected' : 'silent',
          lastContactAt: contact.lastContactAt,
          ...(isHeard
            ? await store.sightObjects({ ...expected, mergedAt })
            : NOTHING_SEEN),
        });
      }
    }
    return { sightings: NOTHING_SEEN, clusters };
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

function hasMoved(change: ChangeRecord, progress: ChangeProgress): boolean {
  return (
    progress.state !== change.state ||
    progress.approvalsGiven !== change.approvalsGiven ||
    JSON.stringify(progress.clusters) !== JSON.stringify(change.clusters)
  );
}

function isProblem(
  seen: JourneyObservations['pull'] | HostProblem,
): seen is HostProblem {
  return seen !== 'unchanged' && 'reason' in seen;
}
