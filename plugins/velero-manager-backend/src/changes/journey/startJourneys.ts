import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../../kubernetes';
import type { ChangeRecord, ChangeStore } from '../../store/changeTypes';
import type { ChangeHost, HostProblem } from '../host';
import { advanceJourney, type JourneyObservations } from './advanceJourney';

/** How long an event may lie before it is looked at; the question is one indexed read. */
const TICK_MS = 2_000;

/** Looked at in one go. */
const BATCH = 20;

/** A look at a change that takes longer was cut short, and is made anew. */
const HOLD_MS = 60_000;

/** A host that does not answer now is asked again then, unless it says when. */
const RETRY_MS = 60_000;

const NOTHING_SEEN = { schedules: [], goodRuns: [] };

/**
 * Follows changes on their journeys until they end, on whichever replica gets
 * to each: pull requests while they are open, then the cluster's own word.
 *
 * @param options.onAdvanced - told of each change that came further
 * @returns a function that stops it and waits until it has stopped
 * @internal
 */
export function startJourneys(options: {
  store: ChangeStore;
  hosts: ReadonlyMap<string, ChangeHost>;
  clock: Clock;
  logger: LoggerService;
  onAdvanced: (change: ChangeRecord) => void;
}): () => Promise<void> {
  const { store, clock, logger } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const follow = createFollower({ ...options, signal });

  const running = (async () => {
    while (!signal.aborted) {
      try {
        const due = await store.claimChanges({ limit: BATCH, holdMs: HOLD_MS });
        for (const change of due) {
          await follow(change);
        }
      } catch (error) {
        logger.warn('Could not follow changes', error as Error);
      }
      await clock.sleep(TICK_MS, signal).catch(() => {});
    }
  })();

  return async () => {
    stopping.abort();
    await running;
  };
}

function createFollower(options: {
  store: ChangeStore;
  hosts: ReadonlyMap<string, ChangeHost>;
  clock: Clock;
  logger: LoggerService;
  signal: AbortSignal;
  onAdvanced: (change: ChangeRecord) => void;
}): (change: ChangeRecord) => Promise<void> {
  const { store, hosts, clock, logger, signal, onAdvanced } = options;
  const told = new Map<string, HostProblem['reason']>();

  const lookAtPull = async (
    change: ChangeRecord,
  ): Promise<JourneyObservations['pull'] | HostProblem> => {
    const host = hosts.get(change.repository);
    if (!host || change.mergedAt !== null) {
      return 'unchanged'; // what was merged stays merged
    }
    const { number, etag } = change;
    const result = await host.getChange(number, { etag, signal });
    return result.ok ? result.value : result.problem;
  };

  /** Says once of a repository what is wrong, not at every look. */
  const tell = ({ repository }: ChangeRecord, problem: HostProblem) => {
    if (told.get(repository) !== problem.reason) {
      told.set(repository, problem.reason);
      logger.warn(
        `Changes of config repository '${repository}' cannot be followed: ${problem.message}`,
      );
    }
  };

  return async change => {
    const pull = await lookAtPull(change);
    const now = new Date(clock.now());
    if (typeof pull === 'object' && 'reason' in pull) {
      if (!signal.aborted) {
        tell(change, pull);
        const waitMs = (pull.retryAfterSeconds ?? 0) * 1000;
        const dueInMs = Math.max(RETRY_MS, waitMs);
        await store.advanceChange(change, { ...change, dueInMs });
      }
      return;
    }
    told.delete(change.repository);
    const isMerged =
      change.mergedAt !== null ||
      (pull !== 'unchanged' && pull.state === 'merged');
    const sightings = isMerged
      ? await store.sightSchedules(change)
      : NOTHING_SEEN;
    const progress = advanceJourney(change, { pull, sightings }, now);
    await store.advanceChange(change, progress);
    if (
      progress.state !== change.state ||
      progress.approvalsGiven !== change.approvalsGiven
    ) {
      onAdvanced({ ...change, ...progress });
    }
  };
}
