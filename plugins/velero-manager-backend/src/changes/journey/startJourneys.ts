import { ChangeFollower, type ChangeFollowerOptions } from './ChangeFollower';

/** How long an event may lie before it is looked at; the question is one indexed read. */
const TICK_MS = 2_000;

/** Looked at in one go. */
const BATCH = 20;

/** A look at a change that takes longer was cut short, and is made anew. */
const HOLD_MS = 60_000;

/**
 * Follows changes on their journeys until they end, on whichever replica gets
 * to each: pull requests while they are open, then the cluster's own word.
 *
 * @returns a function that stops it and waits until it has stopped
 * @internal
 */
export function startJourneys(
  options: ChangeFollowerOptions,
): () => Promise<void> {
  const { store, clock, logger } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const follower = ChangeFollower.create(options);

  const running = (async () => {
    while (!signal.aborted) {
      try {
        const due = await store.claimChanges({ limit: BATCH, holdMs: HOLD_MS });
        for (const change of due) {
          await follower.follow(change, signal);
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
