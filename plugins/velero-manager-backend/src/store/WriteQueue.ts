import { EventEmitter, once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Knex } from 'knex';
import { type HeldLease, StaleLeaseError } from './leaseTypes';
import { DueMarks } from './operations/due/DueMarks';
import type { ContactNote } from './operations/contacts/writeContacts';
import type { FactChange } from './operations/facts/applyDeltas';
import { findStaleLeases } from './operations/leases/findStaleLeases';
import { transact } from './transact';
import { countRows, toParts, type Write, writePart } from './writeTogether';

/** More would only lengthen the wait of the first. */
const MOST_TOGETHER = 100;

/** After so long a group takes no further write: readers wait for its end. */
const LONGEST_MS = 50;

/** While so many rows wait, nobody should read more: they wait in memory. */
const MOST_ROWS_WAITING = 10_000;

interface WaitingWrite {
  write: Write;
  held?: HeldLease;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { value: unknown } | 'stale' | 'given up';

/**
 * Writes to the database, in the order in which the writes came: those that
 * wait together are one transaction.
 *
 * @remarks
 * SQLite has a single writer, and on PostgreSQL the collectors of hundreds of
 * clusters must not take every connection of the pool from the readers. A
 * transaction costs more than what most writes do in it, above all where its
 * end waits for a disk, so the busier the fleet, the more writes share one.
 *
 * A write that fails is its caller's matter: nothing of its group is stored,
 * and each of the others is written again alone. So a write may run twice and
 * must have no effect outside of its transaction.
 *
 * @internal
 */
export class WriteQueue {
  readonly #knex: Knex;
  readonly #waiting: WaitingWrite[] = [];
  readonly #events = new EventEmitter().setMaxListeners(0);
  #isWriting = false;
  #rowsWaiting = 0;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): WriteQueue {
    return new WriteQueue(knex);
  }

  /**
   * Runs a write after all earlier ones; answers as the write does, once it is
   * stored.
   * @param held - the lease under which it is written, if any
   * @throws StaleLeaseError where the lease does not hold any more
   */
  run<T>(
    write: (tx: Knex.Transaction) => Promise<T>,
    held?: HeldLease,
  ): Promise<T> {
    return this.#add({ write, held });
  }

  /**
   * Applies a change of facts after all earlier writes; those that stand next
   * to each other, each of another scope, are applied together.
   * @throws StaleLeaseError where the lease does not hold any more
   */
  async apply(
    change: FactChange,
    held?: HeldLease,
  ): Promise<{ changed: number }> {
    const rows = countRows(change.delta);
    this.#rowsWaiting += rows;
    try {
      return await this.#add<{ changed: number }>({
        write: { type: 'facts', ...change },
        held,
      });
    } finally {
      this.#rowsWaiting -= rows;
      if (this.#hasRoom()) {
        this.#events.emit('room');
      }
    }
  }

  /**
   * Notes contact after all earlier writes; what is noted of several clusters
   * is written together.
   * @throws StaleLeaseError where the lease does not hold any more
   */
  note(note: ContactNote, held?: HeldLease): Promise<void> {
    return this.#add({ write: { type: 'contact', ...note }, held });
  }

  /**
   * Waits until few enough rows wait to be stored that more may be read.
   * @throws the signal's reason
   */
  async room(signal: AbortSignal): Promise<void> {
    while (!this.#hasRoom()) {
      await once(this.#events, 'room', { signal }).catch(() =>
        signal.throwIfAborted(),
      );
    }
  }

  #hasRoom(): boolean {
    return this.#rowsWaiting < MOST_ROWS_WAITING;
  }

  #add<T>(one: Pick<WaitingWrite, 'write' | 'held'>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({
        ...{ ...one, reject },
        // What a write answers is what its caller waits for.
        resolve: value => resolve(value as T),
      });
      if (!this.#isWriting) {
        this.#isWriting = true;
        void this.#writeAll();
      }
    });
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      // An embedded database answers within the turn: others come first, and
      // whoever was answered may give up what it holds before more is begun.
      await nextTurn();
      const group = this.#waiting.splice(0, MOST_TOGETHER);
      const left = await this.#writeTogether(group);
      this.#waiting.unshift(...left);
    }
    this.#isWriting = false;
  }

  /** @returns those for which there was no time, unwritten */
  async #writeTogether(group: WaitingWrite[]): Promise<WaitingWrite[]> {
    let outcomes: Outcome[];
    try {
      outcomes = await transact(this.#knex, tx =>
        DueMarks.gather(tx, () => writeEach(tx, group)),
      );
    } catch (error) {
      if (group.length === 1) {
        group[0].reject(error);
      } else {
        for (const one of group) {
          await this.#writeTogether([one]);
        }
      }
      return [];
    }
    outcomes.forEach((outcome, i) => settle(group[i], outcome));
    return group.slice(outcomes.length);
  }
}

async function writeEach(
  tx: Knex.Transaction,
  group: WaitingWrite[],
): Promise<Outcome[]> {
  const begun = performance.now();
  const stale = await findStaleLeases({
    knex: tx,
    leases: group.flatMap(({ held }) => held?.lease ?? []),
  });
  const outcomes: Outcome[] = [];
  for (const part of toParts(group)) {
    const refused = part.map(({ held }) => {
      if (held?.signal.aborted) {
        return 'given up';
      }
      return held && stale.has(held.lease) ? 'stale' : null;
    });
    const values = await writePart(
      tx,
      part.filter((_, i) => refused[i] === null).map(({ write }) => write),
    );
    outcomes.push(...refused.map(no => no ?? { value: values.shift() }));
    if (performance.now() - begun > LONGEST_MS) {
      break;
    }
  }
  return outcomes;
}

function settle(
  { held, resolve, reject }: WaitingWrite,
  outcome: Outcome,
): void {
  if (typeof outcome === 'object') {
    resolve(outcome.value);
  } else if (held) {
    if (outcome === 'stale') {
      held.onStale();
    }
    reject(new StaleLeaseError(held.lease));
  }
}
