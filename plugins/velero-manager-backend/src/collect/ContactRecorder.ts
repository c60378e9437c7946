import { LoggerService } from '@backstage/backend-plugin-api';
import { Clock } from '../kubernetes';
import { FactKind } from '@velero-manager/backstage-plugin-velero-manager-common';
import { FactPosition, KindPosition } from '../store/positionTypes';
import { FactStore } from '../store/types';

/**
 * Contact is a fact with a resolution of half a minute: a flood of events is one
 * write, and so are the bookmarks of twenty kinds that come once a minute. It is
 * the only thing that a cluster at rest has written.
 */
const RESOLUTION_MS = 30_000;
/** Where silence is noticed sooner, contact must be noted more often. */
const WRITES_A_SILENCE = 6;

/** Notes of many clusters that come in the same moment are written together. */
const TOGETHER_MS = 1_000;

/** Going on from a position of half a minute ago costs little. */
const POSITIONS_MS = 30_000;

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
  /** Gives up the note that waits for those of other clusters. */
  #cancelNote: (() => void) | null = null;
  #failure: string | null = null;
  readonly #skewMs: () => number | null;
  #notedSkewMs: number | null = null;
  readonly #resolutionMs: number;
  readonly #positions = new Map<string, KindPosition>();
  #positionsNotedAt: number;

  private constructor(options: ContactRecorderOptions) {
    this.#cluster = options.cluster;
    this.#store = options.store;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#skewMs = options.skewMs;
    this.#resolutionMs = Math.min(
      RESOLUTION_MS,
      options.silentAfterMs / WRITES_A_SILENCE,
    );
    this.#positionsNotedAt = options.clock.now();
  }

  static create(options: ContactRecorderOptions): ContactRecorder {
    return new ContactRecorder(options);
  }

  /**
   * The cluster answered or sent something.
   * @throws what the store throws, where this is news; else at the next call
   */
  async seen(): Promise<void> {
    const returned = this.#failure !== null;
    if (returned || this.#recordedAt === Number.NEGATIVE_INFINITY) {
      await this.#note();
      if (returned) {
        this.#logger.info('The cluster answers again');
      }
      return;
    }
    const now = this.#clock.now();
    if (this.#cancelNote || now - this.#recordedAt < this.#resolutionMs) {
      return;
    }
    const untilNextMs = TOGETHER_MS - (now % TOGETHER_MS);
    this.#cancelNote = this.#clock.timeout(untilNextMs, () => {
      this.#note().catch(() => {
        // Whoever sees the cluster next waits for the store, and hears of it.
        this.#recordedAt = Number.NEGATIVE_INFINITY;
      });
    });
  }

  async #note(): Promise<void> {
    this.#forgetNote();
    const now = this.#clock.now();
    this.#recordedAt = now;
    this.#failure = null;
    await this.#store.recordContact(this.#cluster, {
      ...this.#movedClock(),
      ...this.#duePositions(now),
    });
  }

  #forgetNote(): void {
    this.#cancelNote?.();
    this.#cancelNote = null;
  }

  /**
   * A watch moved on, and all that it brought is stored. Written with contact,
   * now and then.
   */
  moved(kind: FactKind, position: FactPosition): void {
    this.#positions.set(`${kind}/${position.namespace}`, { kind, ...position });
  }

  /** A watch begins anew: where it stood before is nothing to go on from. */
  lost(kind: FactKind, namespace: string): void {
    this.#positions.delete(`${kind}/${namespace}`);
  }

  #duePositions(now: number): { positions?: KindPosition[] } {
    if (
      this.#positions.size === 0 ||
      now - this.#positionsNotedAt < POSITIONS_MS
    ) {
      return {};
    }
    this.#positionsNotedAt = now;
    const positions = [...this.#positions.values()];
    this.#positions.clear();
    return { positions };
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
    this.#forgetNote();
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
  /** After so long without contact the cluster counts as silent. */
  silentAfterMs: number;
}
