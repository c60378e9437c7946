/** No text takes more than this part of the room. */
const LARGEST_PART = 1 / 4;

/**
 * What was made of texts, as long as they were read lately: what is made of a
 * text is a function of it alone, so that nobody can tell but by the clock.
 *
 * @internal
 */
export class RecentReads<T> {
  /** The one that was asked for last stands last. */
  readonly #made = new Map<string, T>();
  readonly #maxLength: number;
  #length = 0;

  private constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  /** @param options.maxLength - of all texts together, in characters */
  static create<T>(options: { maxLength: number }): RecentReads<T> {
    return new RecentReads(options.maxLength);
  }

  /** @param make - its result must be of use to everybody who has the same text */
  get(text: string, make: () => T): T {
    const known = this.#made.get(text);
    const made = known ?? make();
    if (known !== undefined) {
      this.#made.delete(text);
    } else if (text.length > this.#maxLength * LARGEST_PART) {
      return made;
    } else {
      this.#length += text.length;
    }
    this.#made.set(text, made);
    for (const oldest of this.#made.keys()) {
      if (this.#length <= this.#maxLength) break;
      this.#made.delete(oldest);
      this.#length -= oldest.length;
    }
    return made;
  }
}
