/**
 * Texts by a key that never means another (the hash of a blob), the most
 * recently used ones as far as the space allows.
 *
 * @internal
 */
export class TextCache {
  readonly #texts = new Map<string, string>();
  readonly #maxLength: number;
  #length = 0;

  private constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** @param options.maxLength - of all texts together, in characters */
  static create(options: { maxLength: number }): TextCache {
    return new TextCache(options.maxLength);
  }

  get(key: string): string | undefined {
    const text = this.#texts.get(key);
    if (text !== undefined) {
      this.#texts.delete(key); // to the end: the order is that of use
      this.#texts.set(key, text);
    }
    return text;
  }

  set(key: string, text: string): void {
    this.#drop(key);
    if (text.length > this.#maxLength) {
      return;
    }
    this.#texts.set(key, text);
    this.#length += text.length;
    for (const oldest of this.#texts.keys()) {
      if (this.#length <= this.#maxLength) {
        break;
      }
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    this.#length -= this.#texts.get(key)?.length ?? 0;
    this.#texts.delete(key);
  }
}
