import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { ClusterReading, MemoryClusterRegistry } from '../clusters';
import type { Clock } from '../kubernetes';
import type { ClusterFeed } from './ClusterFeed';

/** How often a feed is asked; clusters come and go by the hour. */
const REFRESH_MS = 60_000;

/** Beside us, what a feed asks may still be starting: the catalog is. */
const FIRST_RETRY_MS = 1_000;

/** So many faults before its first answer are no reason to worry anybody. */
const QUIET_FAULTS = 3;

/** A start waits for the first answer, but not for ever. */
const FIRST_WAIT_MS = 5_000;

/** No answer is a fault too. */
const PATIENCE_MS = 60_000;

interface FollowOptions {
  registry: MemoryClusterRegistry;
  clock: Clock;
  logger: LoggerService;
  signal: AbortSignal;
}

/** A feed that is asked every minute. @internal */
export interface FollowedFeed {
  /** Asks again at once, or as soon as the question under way is answered. */
  wake(): void;
  /** Ends once the signal aborts. */
  done: Promise<void>;
}

/**
 * Keeps the registry equal to what a feed says, and says in the log what is
 * wrong: once, not every minute. Returns when it has answered for the first
 * time, or takes too long to.
 *
 * @internal
 */
export async function followFeed(
  feed: ClusterFeed,
  options: FollowOptions,
): Promise<FollowedFeed> {
  const { clock, signal } = options;
  const refresh = createRefresh(feed, options);
  let isWoken = false;
  let nap = new AbortController();
  const rest = async (ms: number) => {
    nap = new AbortController();
    if (!isWoken) {
      const either = AbortSignal.any([signal, nap.signal]);
      await clock.sleep(ms, either).catch(() => {}); // woken or stopped
    }
    isWoken = false;
  };

  const first = refresh();
  const follow = async () => {
    let hasSpoken = await first;
    let retryMs = FIRST_RETRY_MS;
    while (!signal.aborted) {
      await rest(hasSpoken ? REFRESH_MS : retryMs);
      retryMs = Math.min(retryMs * 2, REFRESH_MS);
      hasSpoken = (!signal.aborted && (await refresh())) || hasSpoken;
    }
  };
  const done = follow();
  const wait = new AbortController();
  await Promise.race([
    first,
    clock
      .sleep(FIRST_WAIT_MS, AbortSignal.any([signal, wait.signal]))
      .catch(() => {}), // answered or stopped
  ]);
  wait.abort();
  return {
    wake() {
      isWoken = true;
      nap.abort();
    },
    done,
  };
}

/** Asks once; gives up after a minute, and when it is stopped. */
async function ask(
  feed: ClusterFeed,
  { clock, signal }: FollowOptions,
): Promise<ClusterReading> {
  const waiting = new AbortController();
  const giveUp = clock
    .sleep(PATIENCE_MS, AbortSignal.any([signal, waiting.signal]))
    .then(() => {
      throw new Error('no answer within a minute');
    });
  try {
    return await Promise.race([feed.read(), giveUp]);
  } finally {
    waiting.abort();
    giveUp.catch(() => {}); // nobody waits for it any more
  }
}

/** @returns a function that asks once, and tells whether there was an answer */
function createRefresh(
  feed: ClusterFeed,
  options: FollowOptions,
): () => Promise<boolean> {
  const { registry, logger, signal } = options;
  const { source } = feed;
  let faults = 0;
  let hasSpoken = false;
  let told = '';
  const tell = () => {
    const text = registry
      .notes(source)
      .map(({ place, message }) => `${place}: ${message}`)
      .join('\n');
    if (text && text !== told) {
      logger.warn(text);
    }
    told = text;
  };
  return async () => {
    try {
      const { clusters, notes } = await ask(feed, options);
      hasSpoken = true;
      registry.replace(source, clusters, notes);
      tell();
      return true;
    } catch (error) {
      if (signal.aborted) {
        return false;
      }
      faults += 1;
      const { message } = toError(error);
      registry.note(source, [
        {
          place: source,
          message: `Clusters could not be read, so those of before stay: ${message}.`,
        },
      ]);
      if (hasSpoken || faults > QUIET_FAULTS) {
        tell();
      } else {
        logger.debug('Could not read clusters yet', toError(error));
      }
      return false;
    }
  };
}
