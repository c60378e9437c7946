import { PolicyKeeper, type PolicyKeeperOptions } from './PolicyKeeper';

/** A conditional question to the host, which costs nothing where nothing happened. */
const PAUSE_MS = 30_000;

/** Until another replica has had its turn, which takes seconds. */
const TURN_PAUSE_MS = 2_000;

/** A portal that starts has more urgent things to do. */
const FIRST_PAUSE_MS = 5_000;

/** Keeps policies until it is stopped. @internal */
export interface RunningPolicy {
  /** Something happened to a pull request of this repository. */
  look(): void;
  /** Its base branch moved, and with it perhaps what the policies are. */
  expire(repository: string): void;
  /** @returns once it has stopped */
  stop(): Promise<void>;
}

/**
 * Keeps the status of open pull requests every half minute, and at once when
 * told that something happened.
 *
 * @internal
 */
export function startPolicy(options: PolicyKeeperOptions): RunningPolicy {
  const { clock, logger, repositories } = options;
  const keeper = PolicyKeeper.create(options);
  const stopping = new AbortController();
  const { signal } = stopping;
  let waiting = new AbortController();

  const running = (async () => {
    if (repositories.length === 0) {
      return;
    }
    await clock.sleep(FIRST_PAUSE_MS, signal).catch(() => {});
    while (!signal.aborted) {
      waiting = new AbortController();
      const isDone = await keeper.keepAll(signal).catch(error => {
        if (!signal.aborted) {
          logger.warn('Could not keep policies', error as Error);
        }
        return true;
      });
      await clock
        .sleep(
          isDone ? PAUSE_MS : TURN_PAUSE_MS,
          AbortSignal.any([signal, waiting.signal]),
        )
        .catch(() => {});
    }
  })();

  const look = () => waiting.abort();
  return {
    look,
    expire: repository => {
      keeper.expire(repository);
      look();
    },
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}
