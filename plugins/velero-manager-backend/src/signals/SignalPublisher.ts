import { LoggerService } from '@backstage/backend-plugin-api';
import { SignalsService } from '@backstage/plugin-signals-node';
import { SIGNAL_CHANNEL } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Clock } from '../kubernetes';

/** Two publishes a second a replica, however much happens. */
const FLUSH_INTERVAL_MS = 500;

/** More than this is not worth naming: open pages refetch whatever they show. */
const MAX_NAMED_SUBJECTS = 100;

/**
 * Tells open pages that subjects changed, without saying what: the page
 * refetches with its own permissions.
 *
 * @internal
 */
export class SignalPublisher {
  readonly #signals: SignalsService;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #subjects = new Set<string>();
  #everything = false;
  #flushing: Promise<void> | null = null;
  readonly #stopped = new AbortController();

  private constructor(options: {
    signals: SignalsService;
    clock: Clock;
    logger: LoggerService;
  }) {
    this.#signals = options.signals;
    this.#clock = options.clock;
    this.#logger = options.logger;
  }

  static create(options: {
    signals: SignalsService;
    clock: Clock;
    logger: LoggerService;
  }): SignalPublisher {
    return new SignalPublisher(options);
  }

  /** One subject's report reads differently now. */
  changed(subjectId: string): void {
    this.#subjects.add(subjectId);
    this.#schedule();
  }

  /** Something changed that many reports show, for instance contact with a cluster. */
  changedEverywhere(): void {
    this.#everything = true;
    this.#schedule();
  }

  /** Publishes what is pending and accepts no more. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#flushing;
  }

  #schedule(): void {
    this.#flushing ??= this.#flush().finally(() => {
      this.#flushing = null;
      if (
        (this.#subjects.size || this.#everything) &&
        !this.#stopped.signal.aborted
      ) {
        this.#schedule();
      }
    });
  }

  async #flush(): Promise<void> {
    await this.#clock
      .sleep(FLUSH_INTERVAL_MS, this.#stopped.signal)
      .catch(() => {});
    const unnamed =
      this.#everything || this.#subjects.size > MAX_NAMED_SUBJECTS;
    const subjects = unnamed ? [] : [...this.#subjects];
    this.#subjects.clear();
    this.#everything = false;
    try {
      await this.#signals.publish({
        recipients: { type: 'broadcast' },
        channel: SIGNAL_CHANNEL,
        message: { subjects, version: this.#clock.now() },
      });
    } catch (error) {
      this.#logger.warn(
        'Could not tell open pages of a change',
        error as Error,
      );
    }
  }
}
