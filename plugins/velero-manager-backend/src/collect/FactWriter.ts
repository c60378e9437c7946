import { hash } from 'node:crypto';
import { Clock } from '../kubernetes';
import { FactPosition } from '../store/positionTypes';
import { FactDelta, FactRow } from '../store/types';

/** So many objects wait at most: then whoever sends more has to wait, too. */
const MAX_WAITING = 500;

/** What is no news waits for the next turn of its cluster. */
const ROUND_MS = 10_000;
/** Clusters whose turn is in the same second are written together. */
const TURN_MS = 1_000;

type Change = Extract<FactDelta, { type: 'upserted' | 'removed' }>;
type Key = { namespace: string; name: string };

/** What is to be stored together: the last word on each object. */
class Batch {
  readonly #words = new Map<string, { row: FactRow } | { gone: Key }>();
  #malformed = 0;
  #position: FactPosition | undefined;

  get size(): number {
    return this.#words.size;
  }

  get isEmpty(): boolean {
    return this.#words.size === 0 && this.#malformed === 0;
  }

  add(change: Change): void {
    this.#position = change.position;
    if (change.type === 'removed') {
      change.keys.forEach(gone => this.#words.set(keyOf(gone), { gone }));
    } else {
      change.rows.forEach(row => this.#words.set(keyOf(row), { row }));
      this.#malformed += change.malformed;
    }
  }

  /** The position comes with the last: before, not all is stored. */
  toDeltas(): Change[] {
    const words = [...this.#words.values()];
    const rows = words.flatMap(word => ('row' in word ? word.row : []));
    const keys = words.flatMap(word => ('gone' in word ? word.gone : []));
    const malformed = this.#malformed;
    const deltas: Change[] = [];
    if (rows.length > 0 || malformed > 0) {
      deltas.push({ type: 'upserted', rows, malformed });
    }
    if (keys.length > 0) {
      deltas.push({ type: 'removed', keys });
    }
    return deltas.map((delta, i) =>
      i === deltas.length - 1 ? { ...delta, position: this.#position } : delta,
    );
  }
}

/**
 * Stores the changes of one kind in their order. What comes while a write is
 * under way is stored together by the next one, so a flood of events is few
 * transactions, and an object that changes all the time is written once each.
 *
 * Heartbeats are most of what a fleet at rest sends, and nobody waits for one:
 * those of ten seconds are stored together, with those of a tenth of all
 * clusters, unless something else is to be stored before. Of all clusters at once
 * they would keep the process busy for a second.
 *
 * @internal
 */
export class FactWriter {
  readonly #write: (delta: Change) => Promise<void>;
  readonly #onFault: () => void;
  readonly #clock: Clock;
  /** When its turn is, after the beginning of a round. */
  readonly #turnMs: number;
  /** Gives up the write that is put off. */
  #cancel: (() => void) | null = null;
  #batch = new Batch();
  #writing: Promise<void> | null = null;
  #fault: { error: unknown } | null = null;

  private constructor(options: FactWriterOptions) {
    this.#write = options.write;
    this.#onFault = options.onFault;
    this.#clock = options.clock;
    this.#turnMs = turnOf(options.cluster);
  }

  static create(options: FactWriterOptions): FactWriter {
    return new FactWriter(options);
  }

  /**
   * Takes a change; waits only where as many are waiting as may.
   * @param options.isNews - whether anybody waits for it; absent: somebody does
   * @throws what a write threw; after that nothing is written any more
   */
  async push(change: Change, { isNews } = { isNews: true }): Promise<void> {
    this.#throwFault();
    this.#batch.add(change);
    if (isNews || this.#batch.size >= MAX_WAITING) {
      this.#start();
    } else {
      this.#startLater();
    }
    while (this.#batch.size >= MAX_WAITING && this.#writing) {
      await this.#writing;
      this.#throwFault();
    }
  }

  /** Until all that was taken is stored. @throws what a write threw */
  async drain(): Promise<void> {
    if (!this.#fault && !this.#batch.isEmpty) {
      this.#start();
    }
    while (this.#writing) {
      await this.#writing;
    }
    this.#throwFault();
  }

  /** What is put off is not written any more. */
  end(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #startLater(): void {
    if (!this.#cancel && !this.#writing) {
      const sinceLastMs =
        (this.#clock.now() + ROUND_MS - this.#turnMs) % ROUND_MS;
      this.#cancel = this.#clock.timeout(ROUND_MS - sinceLastMs, () =>
        this.#start(),
      );
    }
  }

  #start(): void {
    this.end();
    this.#writing ??= this.#next().finally(() => {
      this.#writing = null;
      if (!this.#fault && !this.#batch.isEmpty) {
        this.#start();
      }
    });
  }

  async #next(): Promise<void> {
    const deltas = this.#batch.toDeltas();
    this.#batch = new Batch();
    try {
      for (const delta of deltas) {
        await this.#write(delta);
      }
    } catch (error) {
      this.#fault = { error };
      this.#onFault();
    }
  }

  #throwFault(): void {
    if (this.#fault) {
      throw this.#fault.error;
    }
  }
}

interface FactWriterOptions {
  cluster: string;
  clock: Clock;
  write: (delta: Change) => Promise<void>;
  /** Called once where a write throws, for there may be no next change to tell. */
  onFault: () => void;
}

/** The same in every process, and spread evenly over the names of a fleet. */
function turnOf(cluster: string): number {
  const turns = ROUND_MS / TURN_MS;
  const [byte] = hash('sha256', cluster, 'buffer');
  return (byte % turns) * TURN_MS;
}

function keyOf({ namespace, name }: Key): string {
  return `${namespace}/${name}`;
}
