import { nextRuns } from '../cron';
import { SyncWindowFact } from '../facts';

/**
 * A sync window whose cron text and duration could be read: it is open from each
 * of its slots on for its duration.
 *
 * @internal
 */
export class WindowClock {
  readonly fact: SyncWindowFact;
  readonly durationMs: number;
  readonly #zone: string;

  private constructor(
    fact: SyncWindowFact,
    reader: { durationMs: number; zone: string },
  ) {
    this.fact = fact;
    this.durationMs = reader.durationMs;
    this.#zone = reader.zone;
  }

  /** `null` for a window that Argo CD cannot read; an unknown zone is UTC to it. */
  static of(fact: SyncWindowFact): WindowClock | null {
    if (fact.durationSeconds === null || /^@|\s@/.test(fact.cron)) return null;
    const probe = { after: new Date(0), count: 1 };
    const zone = [fact.zone, 'UTC'].find(
      name => nextRuns(fact.cron, { ...probe, zone: name }).ok,
    );
    return zone === undefined
      ? null
      : new WindowClock(fact, {
          durationMs: 1000 * fact.durationSeconds,
          zone,
        });
  }

  next(after: Date): Date | null {
    const runs = nextRuns(this.fact.cron, {
      zone: this.#zone,
      after,
      count: 1,
    });
    return runs.ok ? runs.value[0] ?? null : null;
  }

  isActiveAt(moment: Date): boolean {
    const slot = this.#slotFrom(moment);
    return slot !== null && slot <= moment;
  }

  /** When it opens or, if it is open, when the earliest of its slots ends. */
  changeAfter(moment: Date): Date | null {
    const slot = this.#slotFrom(moment);
    if (!slot || slot > moment) return slot;
    return new Date(slot.getTime() + this.durationMs);
  }

  /** The first slot whose window is not over at a moment. */
  #slotFrom(moment: Date): Date | null {
    return this.next(new Date(moment.getTime() - this.durationMs));
  }
}
