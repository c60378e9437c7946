import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { ConfigNote, MemoryClusterRegistry } from '../clusters';
import type { Clock } from '../kubernetes';
import type { ClusterFeed } from './ClusterFeed';

/** How often a feed is asked; clusters come and go by the hour. */
const REFRESH_MS = 60_000;

/** A feed that is asked every minute. @internal */
export interface FollowedFeed {
  /** Asks again at once, or as soon as the question under way is answered. */
  wake(): void;
  /** Ends once the signal aborts. */
  done: Promise<void>;
}

/**
 * Keeps the registry equal to what a feed says, and says in the log what is
 * wrong: once, not every minute. Returns when it was asked for the first time.
 *
 * @internal
 */
export async function followFeed(
  feed: ClusterFeed,
  options: {
    registry: MemoryClusterRegistry;
    clock: Clock;
    logger: LoggerService;
    signal: AbortSignal;
  },
): Promise<FollowedFeed> {
  const { clock, signal } = options;
  const refresh = createRefresh(feed, options);
  let isWoken = false;
  let nap = new AbortController();

  await refresh();
  const follow = async () => {
    while (!signal.aborted) {
      nap = new AbortController();
      if (!isWoken) {
        const either = AbortSignal.any([signal, nap.signal]);
        await clock.sleep(REFRESH_MS, either).catch(() => {}); // woken or stopped
      }
      isWoken = false;
      if (!signal.aborted) {
        await refresh();
      }
    }
  };
  return {
    wake() {
      isWoken = true;
      nap.abort();
    },
    done: follow(),
  };
}

function createRefresh(
  feed: ClusterFeed,
  options: { registry: MemoryClusterRegistry; logger: LoggerService },
): () => Promise<void> {
  const { registry, logger } = options;
  const { source } = feed;
  let told = '';
  const tell = (notes: ConfigNote[]) => {
    const text = notes
      .map(({ place, message }) => `${place}: ${message}`)
      .join('\n');
    if (text && text !== told) {
      logger.warn(text);
    }
    told = text;
  };
  return async () => {
    try {
      const { clusters, notes } = await feed.read();
      registry.replace(source, clusters, notes);
    } catch (error) {
      registry.note(source, [
        {
          place: source,
          message: `Clusters could not be read, so those of before stay: ${
            toError(error).message
          }.`,
        },
      ]);
    }
    tell(registry.notes(source));
  };
}
