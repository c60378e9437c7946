import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../kubernetes';
import { FactStore } from '../store/types';

/** Contact is a fact with a resolution of seconds: a flood of events is one write. */
const RESOLUTION_MS = 2_000;

/** Clocks are measured to about a second: less is no movement. */
const CLOCK_RESOLUTION_MS = 1_000;

/**
 * Notes when a cluster was last heard of, or why not, without a write for
 * each event and bookmark.
 *
 * @internal
 */
export class ContactRecorder {
  readonly #cluster: string;
  readonly #store: Pick<FactStore, 'recordContact' | 'recordContactFailure'>;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  #recordedAt = Number.NEGATIVE_INFINITY;
  #failure: string | null = null;
  readonly #skewMs: () => number | null;
  #notedSkewMs: number | null = null;

  private constructor(options: ContactRecorderOptions) {
    this.#cluster = options.cluster;
    this.#store = options.store;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#skewMs = options.skewMs;
  }

  static create(options: ContactRecorderOptions): ContactRecorder {
    return new ContactRecorder(options);
  }

  /** The cluster answered or sent something. */
  async seen(): Promise<void> {
    const now = this.#clock.now();
    const returned = this.#failure !== null;
    if (!returned && now - this.#recordedAt < RESOLUTION_MS) {
      return;
    }
    this.#recordedAt = now;
    this.#failure = null;
    await this.#store.recordContact(this.#cluster, this.#movedClock());
    if (returned) {
      this.#logger.info('The cluster answers again');
    }
  }

  /** How far the cluster's clock is ahead, where that is not what was noted. */
  #movedClock(): { skewMs: number } | undefined {
    const skewMs = this.#skewMs();
    const noted = this.#notedSkewMs;
    if (
      skewMs === null ||
      (noted !== null && Math.abs(skewMs - noted) <= CLOCK_RESOLUTION_MS)
    ) {
      return undefined;
    }
    this.#notedSkewMs = skewMs;
    return { skewMs };
  }

  /** An attempt to reach the cluster failed. */
  async failed(message: string): Promise<void> {
    if (this.#failure === message) {
      return;
    }
    if (this.#failure === null) {
      this.#logger.warn(`Lost contact with the cluster: ${message}`);
    }
    this.#failure = message;
    await this.#store.recordContactFailure(this.#cluster, message);
  }
}

interface ContactRecorderOptions {
  cluster: string;
  store: Pick<FactStore, 'recordContact' | 'recordContactFailure'>;
  clock: Clock;
  logger: LoggerService;
  /** How far the clock of the cluster is ahead of ours, if that was measured. */
  skewMs: () => number | null;
}
