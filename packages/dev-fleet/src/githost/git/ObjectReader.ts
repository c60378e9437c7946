import { gitOutput } from './runGit';

/** One object of the Git database. @internal */
export interface RawObject {
  oid: string;
  type: 'blob' | 'tree' | 'commit' | 'tag';
  content: Buffer;
}

interface Waiting {
  name: string;
  resolve: (object: RawObject | undefined) => void;
  reject: (error: unknown) => void;
}

/**
 * Reads objects by name (`<sha>`, `<sha>:<path>`). What is asked for in the
 * same turn is read by one git process, so that a GraphQL query for a hundred
 * files starts one and not a hundred.
 *
 * @internal
 */
export class ObjectReader {
  readonly #gitDir: string;
  #waiting: Waiting[] = [];

  private constructor(gitDir: string) {
    this.#gitDir = gitDir;
  }

  static create(gitDir: string): ObjectReader {
    return new ObjectReader(gitDir);
  }

  /** @returns undefined for what is not there */
  read(name: string): Promise<RawObject | undefined> {
    // A name stands on a line of its own; no such object could be named.
    if (/[\n\0]/.test(name)) return Promise.resolve(undefined);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ name, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => void this.#flush());
    });
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      const output = await gitOutput(['cat-file', '--batch'], {
        gitDir: this.#gitDir,
        input: batch.map(({ name }) => `${name}\n`).join(''),
      });
      const objects = parseBatch(output);
      batch.forEach(({ resolve }, index) => resolve(objects[index]));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

const HEADER = /^([0-9a-f]{40}) (blob|tree|commit|tag) (\d+)$/;

function parseBatch(output: Buffer): Array<RawObject | undefined> {
  const objects: Array<RawObject | undefined> = [];
  let offset = 0;
  while (offset < output.length) {
    const end = output.indexOf(10, offset);
    const found = HEADER.exec(output.toString('utf8', offset, end));
    offset = end + 1;
    if (!found) {
      objects.push(undefined);
      continue;
    }
    const size = Number(found[3]);
    objects.push({
      oid: found[1],
      type: found[2] as RawObject['type'],
      content: output.subarray(offset, offset + size),
    });
    offset += size + 1;
  }
  return objects;
}
