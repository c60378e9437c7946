import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from '../kubernetes';
import type { FactStore } from '../store/types';
import type { CollectorHealth } from './CollectorHealth';
import type { HealthBoard } from './CollectorHealthBoard';
import { toCollectionStatus } from './toCollectionStatus';

/** How soon others learn that something is different. */
const LOOK_MS = 15_000;

/** How old what others know may be while nothing is: 1,000 clusters are 17 writes a second. */
const REFRESH_MS = 60_000;

/**
 * Tells all replicas how the collector of a cluster does until the signal
 * aborts: soon when it is different, else from time to time.
 *
 * @internal
 */
export async function tellCollection(
  options: {
    cluster: string;
    board: Pick<HealthBoard, 'get'>;
    store: Pick<FactStore, 'recordCollection'>;
    clock: Clock;
    logger: LoggerService;
    /** Numbers from 0 to 1 that spread the first look. */
    random?: () => number;
  },
  signal: AbortSignal,
): Promise<void> {
  const { cluster, board, store, clock, logger } = options;
  const { random = Math.random } = options;
  let told = '';
  let toldAt = Number.NEGATIVE_INFINITY;
  // A fleet that starts at once shall not tell at once.
  let pauseMs = LOOK_MS * random();
  for (;;) {
    await clock.sleep(pauseMs, signal).catch(() => {});
    if (signal.aborted) {
      return;
    }
    pauseMs = LOOK_MS;
    const health = board.get(cluster);
    if (!health) {
      continue;
    }
    const gist = gistOf(health);
    if (gist === told && clock.now() - toldAt < REFRESH_MS) {
      continue;
    }
    try {
      await store.recordCollection(cluster, toCollectionStatus(health));
      told = gist;
      toldAt = clock.now();
    } catch (error) {
      if (!signal.aborted) {
        logger.warn('Could not tell how the collector does', error as Error);
      }
    }
  }
}

/** What people want to know soon; the rest moves all the time. */
function gistOf({ watchesOpen, breaker, kinds }: CollectorHealth): string {
  const denials = kinds.flatMap(({ kind, denied }) =>
    denied === null ? [] : `${kind} ${denied}`,
  );
  return JSON.stringify([watchesOpen, breaker.state === 'closed', denials]);
}
