import { readFile, stat } from 'node:fs/promises';
import { InputError } from '@backstage/errors';

/** As often as client-go looks at a token file again. */
const LOOK_AGAIN_AFTER_MS = 60_000;

/**
 * A bearer token in a file that something else rotates (a projected service
 * account token lives an hour). The file is looked at once a minute and read
 * again when it has changed.
 *
 * @internal
 */
export class TokenFile {
  readonly #path: string;
  readonly #now: () => number;
  #held: { token: string; mtimeMs: number; lookedAt: number } | null = null;

  private constructor(path: string, now: () => number) {
    this.#path = path;
    this.#now = now;
  }

  static create(path: string, options: { now: () => number }): TokenFile {
    return new TokenFile(path, options.now);
  }

  /**
   * The token as of at most a minute ago.
   *
   * @throws InputError that names the file where it holds no token
   */
  async read(): Promise<string> {
    const now = this.#now();
    if (this.#held && now - this.#held.lookedAt < LOOK_AGAIN_AFTER_MS) {
      return this.#held.token;
    }
    const { mtimeMs } = await this.#open(path => stat(path));
    if (this.#held?.mtimeMs === mtimeMs) {
      this.#held.lookedAt = now;
      return this.#held.token;
    }
    const text = await this.#open(path => readFile(path, 'utf8'));
    const token = text.trim();
    if (!/^[\x21-\x7e]+$/.test(token)) {
      throw new InputError(`The file '${this.#path}' holds no token`);
    }
    this.#held = { token, mtimeMs, lookedAt: now };
    return token;
  }

  async #open<T>(read: (path: string) => Promise<T>): Promise<T> {
    try {
      return await read(this.#path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new InputError(
        `The token file '${this.#path}' cannot be read (${code ?? 'unknown'})`,
      );
    }
  }
}
