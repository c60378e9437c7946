import { FactKind } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Clock, Semaphore } from '../kubernetes';

/** More would not be read any faster: all share one processor. */
const MOST_AT_ONCE = 40;

/** Then the next one begins, whatever this one waits for. */
const LONGEST_MS = 30_000;

/** The turn of a cluster that is read for the first time. @internal */
export interface FirstReading {
  /** It is known now how a kind stands, be it that it may not be read. */
  known(kind: FactKind): void;
  /** Nothing is read any more. */
  end(): void;
}

/**
 * Lets a bounded number of clusters be read at once, so that the first are
 * complete, and judged, long before the last begin; otherwise all would be
 * complete in the same moment, after minutes without a verdict.
 *
 * @internal
 */
export class FirstReadings {
  readonly #clock: Clock;
  readonly #turns: Semaphore;

  private constructor(options: { clock: Clock; atOnce: number }) {
    this.#clock = options.clock;
    this.#turns = Semaphore.create(options.atOnce);
  }

  static create(options: { clock: Clock; atOnce?: number }): FirstReadings {
    return new FirstReadings({ atOnce: MOST_AT_ONCE, ...options });
  }

  /**
   * Waits for a turn, where there is anything to read.
   * @throws the signal's reason
   */
  async begin(kinds: FactKind[], signal: AbortSignal): Promise<FirstReading> {
    const left = new Set(kinds);
    if (left.size === 0) {
      return { known() {}, end() {} };
    }
    const leave = await this.#turns.enter(signal);
    const cancel = this.#clock.timeout(LONGEST_MS, leave);
    const end = () => {
      cancel();
      leave();
    };
    return {
      known(kind) {
        left.delete(kind);
        if (left.size === 0) {
          end();
        }
      },
      end,
    };
  }
}
