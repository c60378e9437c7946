/**
 * A moment at which something is judged, together with how long the judgement
 * holds.
 *
 * @remarks
 * A rule never sees the time: it asks the horizon whether a moment is past, and
 * the horizon remembers each moment that still lies ahead. Until the first of
 * them every question has the same answer, so the verdict is the same:
 * `validUntil` is exact by construction. Heartbeats are apart: that one stays out
 * is an event, as that it comes.
 *
 * @internal
 */
export class Horizon {
  readonly #now: number;
  #next: number | null = null;

  private constructor(now: number) {
    this.#now = now;
  }

  static at(now: Date): Horizon {
    return new Horizon(now.getTime());
  }

  /** Whether now is later than a moment: `age > limit`. */
  isPast(moment: Date): boolean {
    return this.isReached(new Date(moment.getTime() + 1));
  }

  /** Whether now is at or after a moment. */
  isReached(moment: Date): boolean {
    const at = moment.getTime();
    if (this.#now >= at) return true;
    this.#next = this.#next === null ? at : Math.min(this.#next, at);
    return false;
  }

  /**
   * Whether a heartbeat stayed out, by the moment until which the last one
   * counts. The verdict is not asked again for it: see `heartbeats`.
   */
  isStale(freshUntil: Date): boolean {
    return this.#now > freshUntil.getTime();
  }

  /** The first slot after now; `find` gives the first slot after a moment. */
  nextSlot(find: (after: Date) => Date | null): Date | null {
    const slot = find(new Date(this.#now));
    if (slot) this.isReached(slot);
    return slot;
  }

  /** The slot that lies less than `withinMs` back, or `null`. */
  recentSlot(
    withinMs: number,
    find: (after: Date) => Date | null,
  ): Date | null {
    const slot = find(new Date(this.#now - withinMs));
    if (!slot || !this.isReached(slot)) return null;
    this.isReached(new Date(slot.getTime() + withinMs));
    return slot;
  }

  /**
   * Looks back from now. `look` may ask this horizon about moments; beyond that
   * its answer may change at the next slot alone, which `nextSlot` finds.
   */
  upToNow<T>(
    look: (until: Date) => T,
    nextSlot: (after: Date) => Date | null,
  ): T {
    this.nextSlot(nextSlot);
    return look(new Date(this.#now));
  }

  /** A horizon at the same moment, which remembers what it is asked itself. */
  fork(): Horizon {
    return new Horizon(this.#now);
  }

  isAtMomentOf(other: Horizon): boolean {
    return this.#now === other.#now;
  }

  /** Takes over what another horizon of this moment was asked. */
  join(other: Horizon): void {
    if (other.#next !== null) this.isReached(new Date(other.#next));
  }

  /** The first moment at which any answer so far can change, or `null`. */
  get validUntil(): Date | null {
    return this.#next === null ? null : new Date(this.#next);
  }
}
