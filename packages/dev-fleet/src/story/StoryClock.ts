/**
 * Stands where the story is, and goes with the real clock once it has met it.
 *
 * @internal
 */
export class StoryClock {
  #fixed: Date | null;

  constructor(start: Date) {
    this.#fixed = start;
  }

  readonly now = (): Date => this.#fixed ?? new Date();

  set(now: Date): void {
    this.#fixed = now;
  }

  follow(): void {
    this.#fixed = null;
  }
}
