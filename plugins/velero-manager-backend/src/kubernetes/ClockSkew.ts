/** Answers by which the server's clock is measured. */
const MEASURED_ANSWERS = 15;

/**
 * How far the clock of a server is ahead of ours, by the `Date` headers of its
 * last answers. Exact to about a second.
 *
 * @internal
 */
export class ClockSkew {
  readonly #skews: number[] = [];

  private constructor() {}

  static create(): ClockSkew {
    return new ClockSkew();
  }

  /** The median in milliseconds; `null` before the first answer. */
  get ms(): number | null {
    const sorted = [...this.#skews].sort((a, b) => a - b);
    return sorted.length > 0 ? sorted[Math.floor(sorted.length / 2)] : null;
  }

  /** @param ours - our clock, half-way between question and answer */
  note(dateHeader: unknown, ours: number): void {
    const theirs =
      typeof dateHeader === 'string' ? Date.parse(dateHeader) : NaN;
    if (Number.isFinite(theirs)) {
      // The header drops the fraction of a second: half of one on average.
      this.#skews.push(theirs + 500 - ours);
      this.#skews.splice(0, this.#skews.length - MEASURED_ANSWERS);
    }
  }
}
