import { KindDefinition } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Clock, ClusterClient, discoverKinds, KindPath } from '../kubernetes';

/** How long a kind may be there unnoticed that was not there before. */
const LONGEST_ABSENCE_MS = 60_000;

interface Waiter {
  kind: KindDefinition;
  found(path: KindPath): void;
}

/**
 * Looks every minute which of the kinds that one cluster lacks it has by now,
 * for all who wait for one of them together: most clusters lack twenty kinds,
 * and to look for each by itself was a quarter of what a fleet at rest
 * allocated.
 *
 * @internal
 */
export class MissingKinds {
  readonly #discovery: Pick<ClusterClient, 'getJson'>;
  readonly #clock: Clock;
  readonly #pauseMs: number;
  readonly #waiting = new Set<Waiter>();
  /** Ends what looks for them, or waits to. */
  #looking: { abort: AbortController; cancel(): void } | null = null;

  private constructor(options: MissingKindsOptions) {
    this.#discovery = options.discovery;
    this.#clock = options.clock;
    this.#pauseMs = Math.min(LONGEST_ABSENCE_MS, options.staleAfterMs);
  }

  static create(options: MissingKindsOptions): MissingKinds {
    return new MissingKinds(options);
  }

  /**
   * Waits until the cluster serves a kind, in whatever version.
   * @throws the signal's reason
   */
  async appears(kind: KindDefinition, signal: AbortSignal): Promise<KindPath> {
    signal.throwIfAborted();
    let leave = () => {};
    const path = new Promise<KindPath>((resolve, reject) => {
      const waiter: Waiter = { kind, found: resolve };
      this.#waiting.add(waiter);
      leave = () => {
        this.#forget(waiter);
        reject(signal.reason);
      };
    });
    signal.addEventListener('abort', leave, { once: true });
    if (!this.#looking) {
      this.#lookLater();
    }
    try {
      return await path;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  #lookLater(): void {
    const abort = new AbortController();
    const cancel = this.#clock.timeout(this.#pauseMs, () => {
      void this.#look(abort.signal);
    });
    this.#looking = { abort, cancel };
  }

  async #look(signal: AbortSignal): Promise<void> {
    const waiters = [...this.#waiting];
    const found = await discoverKinds(
      this.#discovery,
      waiters.map(({ kind }) => kind),
      { signal },
    ).catch(() => []); // the watches of the others tell that it is in trouble
    if (signal.aborted) {
      return;
    }
    this.#looking = null;
    found.forEach((one, i) => {
      if (one.outcome === 'served') {
        this.#forget(waiters[i]);
        waiters[i].found(one.kind);
      }
    });
    if (this.#waiting.size > 0 && !this.#looking) {
      this.#lookLater();
    }
  }

  #forget(waiter: Waiter): void {
    this.#waiting.delete(waiter);
    if (this.#waiting.size === 0) {
      this.#looking?.cancel();
      this.#looking?.abort.abort();
      this.#looking = null;
    }
  }
}

interface MissingKindsOptions {
  /** Where to ask what the cluster serves. */
  discovery: Pick<ClusterClient, 'getJson'>;
  clock: Clock;
  /** Where a fault counts sooner than after a minute, so does a kind that appears. */
  staleAfterMs: number;
}
