import { hash } from 'node:crypto';
import { FactDelta, FactRow } from '../store/types';

/** What is nearly stale is awaited: the next heartbeat should not wait. */
const URGENT_MS = 60_000;

interface Word {
  digest: string;
  /** Until when it counts, ms since 1970; `Infinity`: for ever. */
  freshUntil: number;
}

/**
 * What the facts of a kind said last, as far as they have heartbeats: so a
 * heartbeat is told from news without asking the store.
 *
 * @internal
 */
export class LastWords {
  readonly #words = new Map<string, Word>();

  static create(): LastWords {
    return new LastWords();
  }

  /**
   * Takes note of a change.
   * @param now - ms since 1970
   * @returns whether it says more than that somebody looks after the facts
   */
  note(change: FactDelta, now: number): boolean {
    if (change.type === 'removed') {
      change.keys.forEach(key => this.#words.delete(keyOf(key)));
    }
    if (change.type !== 'upserted' && change.type !== 'replaced') {
      return true;
    }
    if (change.type === 'replaced') {
      this.#words.clear();
    }
    const news = change.rows.filter(row => this.#isNews(row, now));
    return news.length > 0 || change.malformed > 0;
  }

  #isNews(row: FactRow, now: number): boolean {
    const { heartbeat } = row;
    if (!heartbeat) {
      return true;
    }
    const key = keyOf(row);
    const before = this.#words.get(key);
    const word = {
      digest: hash('sha256', JSON.stringify(heartbeat.steady), 'base64url'),
      freshUntil: heartbeat.freshUntil?.getTime() ?? Infinity,
    };
    this.#words.set(key, word);
    return (
      before?.digest !== word.digest || before.freshUntil < now + URGENT_MS
    );
  }
}

function keyOf(of: { namespace: string; name: string }): string {
  return `${of.namespace}/${of.name}`;
}
