import { DueWorker, DueWorkerOptions } from './DueWorker';

/** Small enough that a claim is worked off long before it lapses. */
const BATCH = 50;

/** Also finds what other replicas marked due; the page is to follow within a second. */
const POLL_MS = 500;

/**
 * Works off the due list: claims what is due, judges it, stores the verdict
 * with the moment until which it holds. Any replica may do it, a crash loses
 * nothing, and 10,000 events on one subject make one assessment.
 *
 * @returns a function that stops it after the batch in hand
 * @internal
 */
export function startAssessing(options: DueWorkerOptions): () => Promise<void> {
  const { clock, logger } = options;
  const worker = DueWorker.create(options);
  const stopping = new AbortController();
  const { signal } = stopping;

  let isReadable = true;
  const work = async (): Promise<number> => {
    try {
      const worked = await worker.workOnce(BATCH, signal);
      isReadable = true;
      return worked;
    } catch (error) {
      // Told once, not twice a second for as long as the database is away.
      if (isReadable && !signal.aborted) {
        logger.warn(
          'Could not read the due list, trying again',
          error as Error,
        );
      }
      isReadable = false;
      return 0;
    }
  };

  const running = (async () => {
    while (!signal.aborted) {
      const worked = await work();
      if (worked < BATCH) {
        await clock.sleep(POLL_MS, signal).catch(() => {});
      }
    }
  })();

  return async () => {
    stopping.abort();
    await running;
  };
}
