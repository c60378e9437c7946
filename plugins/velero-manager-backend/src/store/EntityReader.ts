import { breathe } from './breathe';
import { LoadedEntity } from './reportTypes';

/** Read together: more would share little more, and take long in one go. */
const MOST_TOGETHER = 25;

interface WaitingReader {
  entityRef: string;
  resolve(entity: LoadedEntity | null): void;
  reject(error: unknown): void;
}

type Load = (entityRefs: string[]) => Promise<Map<string, LoadedEntity>>;

/**
 * Reads entities for those who want one each: who comes while others are being
 * read waits, and all who wait are then read together.
 *
 * @remarks
 * A report is twenty statements, and twenty reports that are read together are
 * hardly more. So a crowd of readers does not fill the queue for connections,
 * where a lease that is to be renewed would stand behind all of them; and the
 * more come, the less each costs. Nobody gets what was read before they asked.
 *
 * @internal
 */
export class EntityReader {
  readonly #load: Load;
  /** So many groups are read at the same time. */
  readonly #atOnce: number;
  readonly #waiting: WaitingReader[] = [];
  #reading = 0;

  private constructor(options: { load: Load; atOnce: number }) {
    this.#load = options.load;
    this.#atOnce = options.atOnce;
  }

  static create(options: { load: Load; atOnce: number }): EntityReader {
    return new EntityReader(options);
  }

  /** @returns `null` for one that is not known */
  read(entityRef: string): Promise<LoadedEntity | null> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entityRef, resolve, reject });
      if (this.#reading < this.#atOnce) {
        this.#reading += 1;
        void this.#readAll();
      }
    });
  }

  async #readAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#readTogether(this.#waiting.splice(0, MOST_TOGETHER));
      await breathe();
    }
    this.#reading -= 1;
  }

  async #readTogether(readers: WaitingReader[]): Promise<void> {
    const entityRefs = new Set(readers.map(({ entityRef }) => entityRef));
    try {
      const loaded = await this.#load([...entityRefs]);
      for (const { entityRef, resolve } of readers) {
        resolve(loaded.get(entityRef) ?? null);
        await breathe(); // what each makes of it takes its time, too
      }
    } catch (error) {
      if (readers.length === 1) {
        readers[0].reject(error);
        return;
      }
      // What cannot be read is its reader's matter.
      for (const one of readers) {
        await this.#readTogether([one]);
      }
    }
  }
}
