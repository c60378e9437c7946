import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { isPostgres } from '../../dialect';
import { DbSubjectRow } from '../../tables';
import { ConcernedSubjects } from './ConcernedSubjects';
import { updateDue } from './updateDue';

/**
 * Gathers what the writes of one transaction mark due, to mark it at the end.
 *
 * @remarks
 * Many changes in one cluster concern the same few subjects, so a subject is
 * marked once, however many writes share the transaction. And its row is locked
 * last and in order, so that neither another replica nor the one who stores
 * verdicts can wait for us while we wait for them.
 *
 * While a cluster is being read for the first time each of its kinds changes
 * everything, and nothing can be said yet: until the last one is there, what
 * happens in it is due in a while only.
 *
 * @internal
 */
export class DueMarks {
  static readonly #ofTransaction = new WeakMap<Knex, DueMarks>();

  readonly #knex: Knex;
  #concerned = new ConcernedSubjects();
  readonly #now = new Set<string>();
  readonly #later = new Set<string>();

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Runs the writes of a transaction, and then marks what they gathered. */
  static async gather<T>(tx: Knex, run: () => Promise<T>): Promise<T> {
    const marks = new DueMarks(tx);
    DueMarks.#ofTransaction.set(tx, marks);
    try {
      const result = await run();
      await marks.#markAll();
      return result;
    } finally {
      DueMarks.#ofTransaction.delete(tx);
    }
  }

  /**
   * Where the writes of a transaction gather.
   * @throws Error outside of {@link DueMarks.gather}
   */
  static of(tx: Knex): DueMarks {
    const marks = DueMarks.#ofTransaction.get(tx);
    if (!marks) {
      throw new Error('Nobody gathers what this transaction marks due');
    }
    return marks;
  }

  /** Those whom something concerns, for the writes to add to. */
  get concerned(): ConcernedSubjects {
    return this.#concerned;
  }

  addIds(ids: string[]): void {
    ids.forEach(id => this.#now.add(id));
  }

  /** Finds out who is concerned, before what tells it is deleted. */
  async resolve(): Promise<void> {
    const concerned = this.#concerned;
    this.#concerned = new ConcernedSubjects();
    const later = await concerned.takeBeingRead(this.#knex);
    this.addIds(await concerned.findIds(this.#knex));
    (await later.findIds(this.#knex)).forEach(id => this.#later.add(id));
  }

  async #markAll(): Promise<void> {
    await this.resolve();
    this.#now.forEach(id => this.#later.delete(id));
    const all = [...this.#now, ...this.#later].sort();
    for (const chunk of chunked(all)) {
      const subjects = (ids: string[]) =>
        this.#knex<DbSubjectRow>('subjects').whereIn('id', ids);
      if (isPostgres(this.#knex)) {
        await subjects(chunk).orderBy('id').forUpdate().select('id');
      }
      for (const when of ['now', 'later'] as const) {
        const meant = chunk.filter(
          id => this.#later.has(id) === (when === 'later'),
        );
        if (meant.length > 0) {
          await updateDue(this.#knex, { subjects: subjects(meant), when });
        }
      }
    }
  }
}
