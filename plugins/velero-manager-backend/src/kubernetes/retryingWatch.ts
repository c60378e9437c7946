import { type ErrorLike, toError } from '@backstage/errors';
import { planRetry } from './planRetry';
import type { Clock, DeltaSink, KindReader, ResourceDelta } from './types';
import { watchKind } from './watchKind';

/**
 * As client-go: a list that works before a watch that fails would otherwise
 * make us list every second.
 */
const HEALTHY_AFTER_MS = 2 * 60_000;

/**
 * How the watch of one kind of one cluster goes.
 *
 * @internal
 */
export interface WatchState {
  /**
   * `absent`: the cluster does not have the kind (no longer, or not yet).
   * `polled`: it may be listed but not watched, so it is from time to time.
   */
  phase: 'listing' | 'watching' | 'waiting' | 'forbidden' | 'polled' | 'absent';
  /** What is wrong; stays through further attempts until one succeeds. */
  error: ErrorLike | null;
  /** Since when it has been so, in milliseconds: all is well, or something is wrong. */
  since: number;
}

/** What a retrying watch needs. @internal */
export interface RetryingWatchOptions {
  reader: KindReader;
  sink: DeltaSink;
  signal: AbortSignal;
  clock: Clock;
  /** Numbers from 0 to 1 that spread the pauses. */
  random: () => number;
  /** Called on each change; at first, a watch is `listing` without an error. */
  onState?: (state: WatchState) => void;
  /** Called on each attempt that failed, even where that changes nothing. */
  onFault?: (error: unknown) => void;
  /** Finds the kind again after the cluster lost it, maybe in another version; `null` while it is absent. */
  rediscover?: (signal: AbortSignal) => Promise<KindReader | null>;
  pageSize?: number;
  silenceMs?: number;
  startAt?: string | null;
  /** What is kept of an object of a list; called for each as it comes. */
  read?: (object: unknown) => unknown;
}

/** A fault of the sink, on its way past the retries. */
class SinkFault {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

class WatchRun {
  readonly #options: RetryingWatchOptions;
  #reader: KindReader;
  /** The 404 that said that the cluster does not have the kind (any more). */
  #lost: unknown = null;
  #position: string | null;
  #faultsInRow = 0;
  #healthySince: number | null = null;
  #state: WatchState;

  constructor(options: RetryingWatchOptions) {
    this.#options = options;
    this.#reader = options.reader;
    this.#position = options.startAt ?? null;
    const since = options.clock.now();
    this.#state = { phase: 'listing', error: null, since };
  }

  /** Until the signal aborts, or the sink throws. */
  async run(): Promise<void> {
    const { signal, clock } = this.#options;
    while (!signal.aborted) {
      try {
        await this.#attempt();
      } catch (error) {
        if (error instanceof SinkFault) {
          throw error.error;
        }
        if (signal.aborted) {
          return;
        }
        const pauseMs = this.#recordFault(error);
        // Rejects only when the signal aborts, which ends the loop.
        await clock.sleep(pauseMs, signal).catch(() => {});
      }
    }
  }

  async #attempt(): Promise<void> {
    const { signal } = this.#options;
    if (this.#lost) {
      await this.#rediscover(this.#lost);
    }
    if (this.#position === null) {
      this.#report('listing', this.#state.error);
    }
    const batches = watchKind(this.#reader, {
      ...this.#options,
      startAt: this.#position,
    });
    for await (const deltas of batches) {
      for (const delta of deltas) {
        signal.throwIfAborted();
        await this.#apply(delta);
      }
    }
  }

  async #apply(delta: ResourceDelta): Promise<void> {
    try {
      await this.#options.sink.apply(delta);
    } catch (error) {
      throw new SinkFault(error);
    }
    this.#position = delta.resourceVersion;
    letGo(delta);
    this.#healthySince ??= this.#options.clock.now();
    this.#report('watching', null);
  }

  /** Looks for the kind again; throws why it was lost where it still is. */
  async #rediscover(lost: unknown): Promise<void> {
    const { rediscover, signal } = this.#options;
    if (rediscover) {
      const found = await rediscover(signal);
      if (!found) {
        throw lost;
      }
      this.#reader = found;
    }
    this.#lost = null;
  }

  #recordFault(error: unknown): number {
    const { clock, random } = this.#options;
    const healthyFor =
      this.#healthySince === null ? 0 : clock.now() - this.#healthySince;
    this.#healthySince = null;
    this.#options.onFault?.(error);
    this.#faultsInRow =
      healthyFor >= HEALTHY_AFTER_MS ? 1 : this.#faultsInRow + 1;

    const attempt = this.#faultsInRow;
    const { phase, pauseMs, relist } = planRetry(error, { attempt, random });
    if (relist) {
      this.#position = null;
    }
    if (phase === 'absent') {
      this.#lost = error;
    }
    this.#report(phase, toError(error));
    return pauseMs;
  }

  #report(phase: WatchState['phase'], error: ErrorLike | null): void {
    const before = this.#state;
    if (phase === before.phase && error === before.error) {
      return;
    }
    const sameMood = (error === null) === (before.error === null);
    const since = sameMood ? before.since : this.#options.clock.now();
    this.#state = { phase, error, since };
    this.#options.onState?.(this.#state);
  }
}

/**
 * Whoever waits for the next event still holds the last one, and so do the
 * generators that handed it on. On a quiet cluster that would be its list, for
 * as long as the watch lasts.
 */
function letGo(delta: ResourceDelta): void {
  if (delta.type === 'replaced') {
    delta.objects.length = 0;
  }
}

/**
 * Keeps a sink equal to one kind of one cluster until the signal aborts:
 * `watchKind`, and again after each fault of the cluster.
 *
 * @remarks
 * Pauses grow from 0.8 s to 30 s and are reset only after two healthy minutes;
 * a `Retry-After` of the server counts. A refused log-in is tried once more at
 * once, since the client has read its credentials anew. A forbidden kind is
 * asked for about every five minutes, one that may only be listed every two, an absent one is looked for every minute.
 *
 * @throws what `sink.apply` throws: a fault of the store is not the cluster's
 * @internal
 */
export function retryingWatch(options: RetryingWatchOptions): Promise<void> {
  return new WatchRun(options).run();
}
