import { ResponseError } from '@backstage/errors';

/** What a page knows of one answer at a moment. @internal */
export interface LiveState<T> {
  value: T | undefined;
  error: Error | undefined;
  loading: boolean;
}

/** How a {@link LiveLoader} loads, and whom it tells. @internal */
export interface LiveLoaderOptions<T> {
  load(signal: AbortSignal): Promise<T>;
  onChange(state: LiveState<T>): void;
  /** Least time between the starts of two loads, in milliseconds. */
  minGapMs?: number;
  /** After how long a load counts as failed, in milliseconds. */
  timeoutMs?: number;
}

/** A load that took a second is followed by four seconds of rest. */
const REST_FACTOR = 5;

/** These answers mean that what was shown before must not stay on the page. */
const WITHDRAWING_STATUS = [401, 403, 404];

/**
 * Keeps one answer fresh: loads when told to, one load at a time, and keeps
 * showing the old answer until the new one is there or the backend says that
 * it must not be seen any more.
 *
 * Whatever is asked for while a load runs, or too soon after the last one,
 * becomes one load later; slow loads are spaced further apart by themselves,
 * so that a page never holds a slow backend busy.
 *
 * @internal
 */
export class LiveLoader<T> {
  readonly #options: LiveLoaderOptions<T>;
  #state: LiveState<T> = { value: undefined, error: undefined, loading: true };
  #running: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wanted = false;
  #paused = false;
  #stopped = false;
  #startedAt = -Infinity;
  #lastedMs = 0;

  static create<T>(options: LiveLoaderOptions<T>): LiveLoader<T> {
    return new LiveLoader(options);
  }

  private constructor(options: LiveLoaderOptions<T>) {
    this.#options = options;
  }

  get state(): LiveState<T> {
    return this.#state;
  }

  /** When the last load began, in milliseconds since the epoch. */
  get startedAt(): number {
    return this.#startedAt;
  }

  /** Asks for a fresh answer as soon as that is allowed. */
  trigger(): void {
    if (this.#stopped || this.#timer) {
      return;
    }
    if (this.#running || this.#paused) {
      this.#wanted = true;
      return;
    }
    const wait = this.#startedAt + this.#gapMs() - Date.now();
    if (wait > 0) {
      this.#timer = setTimeout(() => this.reload(), wait);
    } else {
      this.reload();
    }
  }

  /** Loads at once, unless a load is under way already. */
  reload(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#running || this.#stopped) {
      this.#wanted = true;
      return;
    }
    void this.#run();
  }

  /** Starts no load until `resume`, for instance while the tab is hidden. */
  pause(): void {
    this.#paused = true;
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#wanted = true;
    }
  }

  /** Ends a pause and loads, since anything may have happened meanwhile. */
  resume(): void {
    this.#paused = false;
    this.trigger();
  }

  /** Ends everything under way; nothing is reported afterwards. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#running?.abort();
  }

  #gapMs(): number {
    return Math.max(this.#options.minGapMs ?? 0, this.#lastedMs * REST_FACTOR);
  }

  async #run(): Promise<void> {
    const controller = new AbortController();
    this.#running = controller;
    this.#wanted = false;
    this.#startedAt = Date.now();
    this.#report({ ...this.#state, loading: true });
    const outcome = await this.#load(controller);
    this.#running = undefined;
    this.#lastedMs = Date.now() - this.#startedAt;
    if (this.#stopped) {
      return;
    }
    this.#report({ ...outcome, loading: false });
    if (this.#wanted) {
      this.trigger();
    }
  }

  async #load(
    controller: AbortController,
  ): Promise<Pick<LiveState<T>, 'value' | 'error'>> {
    const { signal } = controller;
    const timeoutMs = this.#options.timeoutMs ?? 30_000;
    const timer = setTimeout(() => {
      const seconds = timeoutMs / 1000;
      controller.abort(new Error(`No answer came within ${seconds} seconds`));
    }, timeoutMs);
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
    try {
      const load = this.#options.load(signal);
      return { value: await Promise.race([load, aborted]), error: undefined };
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      return {
        value: isWithdrawing(cause) ? undefined : this.#state.value,
        error: cause,
      };
    } finally {
      clearTimeout(timer);
    }
  }

  #report(state: LiveState<T>): void {
    this.#state = state;
    if (!this.#stopped) {
      this.#options.onChange(state);
    }
  }
}

function isWithdrawing(error: Error): boolean {
  return (
    error instanceof ResponseError &&
    WITHDRAWING_STATUS.includes(error.response.status)
  );
}
