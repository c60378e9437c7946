import {
  CronDialect,
  CronReader,
  cronDialectForVelero,
  maxGap,
  nextRuns,
  previousRun,
} from '../cron';
import { VeleroServerFact } from '../facts';

/** How a Velero server reads its schedules. @internal */
export interface CronRules {
  /** More than one where the version is not known. */
  dialects: readonly CronDialect[];
  zone: string;
  zonePrefixAllowed: boolean;
}

/** Velero's image runs in UTC. */
const DEFAULT_ZONE = 'UTC';
/** Up to 1.18, and from 1.19 on: they read some texts differently. */
const ANY_VERSION: readonly CronDialect[] = ['robfig-v3', 'go-cron'];
const MAX_GRIDS = 2_000;
const MAX_ANSWERS = 500;
/** Versions that differ agree on a slot soon, or on none. */
const MAX_STEPS = 100;

/**
 * How the server of an install reads schedules: by its version, where that is
 * known, and in the zone of its process.
 *
 * @internal
 */
export function cronRulesOf(server: VeleroServerFact | null): CronRules {
  const read = cronDialectForVelero(server?.version ?? null);
  return {
    dialects: read.assumed ? ANY_VERSION : [read.dialect],
    zone: server?.zone ?? DEFAULT_ZONE,
    zonePrefixAllowed: read.zonePrefixAllowed,
  };
}

/**
 * The slots of one cron text as one server reads it.
 *
 * @remarks
 * Grids and their answers are remembered: one assessment asks the same few
 * questions often, services of a cluster share schedules, and a search for a
 * slot costs far more than a look-up. Both memories are emptied when full.
 *
 * @internal
 */
export class SlotGrid {
  static readonly #known = new Map<string, SlotGrid>();

  readonly #cron: string;
  readonly #readers: readonly CronReader[];
  readonly #slots = new Map<number, Date | null>();
  readonly #previous = new Map<number, Date | null>();
  readonly #gaps = new Map<number, number>();
  #problem: { text: string | null } | null = null;

  private constructor(cron: string, rules: CronRules) {
    this.#cron = cron;
    this.#readers = rules.dialects.map(dialect => ({
      dialect,
      zone: rules.zone,
      zonePrefixAllowed: rules.zonePrefixAllowed,
    }));
  }

  static of(cron: string, rules: CronRules): SlotGrid {
    const key = `${rules.zone} ${rules.dialects} ${rules.zonePrefixAllowed} ${cron}`;
    const known = SlotGrid.#known.get(key);
    if (known) return known;
    if (SlotGrid.#known.size >= MAX_GRIDS) SlotGrid.#known.clear();
    const grid = new SlotGrid(cron, rules);
    SlotGrid.#known.set(key, grid);
    return grid;
  }

  /**
   * Whether there is no grid at all: `@every 6h` runs a fixed time after the
   * last run, whenever that was.
   */
  get goesByInterval(): boolean {
    return /^\s*(?:(?:CRON_)?TZ=\S+\s+)?@every\b/.test(this.#cron);
  }

  /**
   * The first slot after a moment; where versions of Velero differ the later
   * one, so that nobody is alarmed by an ambiguous slot. `null` when the text
   * cannot be read or never comes to pass.
   */
  next(after: Date): Date | null {
    return remember(this.#slots, after, () =>
      this.#readers
        .flatMap(reader => this.#after(reader, after, 1))
        .reduce<Date | null>(
          (latest, slot) => (latest && latest > slot ? latest : slot),
          null,
        ),
    );
  }

  /** The next slots for people, by the newest release that can read the text. */
  upcoming(after: Date, count: number): Date[] {
    for (const reader of this.#readers) {
      const slots = this.#after(reader, after, count);
      if (slots.length) return slots;
    }
    return [];
  }

  /**
   * The slots between two moments (the first excluded, the second included),
   * newest first, at most `limit`. There are none where runs go by interval.
   */
  between(options: { after: Date; until: Date; limit: number }): Date[] {
    const slots: Date[] = [];
    if (this.goesByInterval) return slots;
    let before = options.until;
    while (slots.length < options.limit && before > options.after) {
      const slot = this.#before(before);
      if (!slot || slot <= options.after) break;
      slots.push(slot);
      before = new Date(slot.getTime() - 1000);
    }
    return slots;
  }

  /**
   * The longest pause between slots around and after a moment, in
   * milliseconds: a weekday schedule rests for 72 hours. 0 for a text that does
   * not run twice.
   */
  longestGapMs(after: Date): number {
    // Asked for hundreds of runs of one slot, each begun at a second of its own.
    const from = this.#before(after) ?? after;
    return remember(this.#gaps, from, () =>
      Math.max(
        0,
        ...this.#readers.map(reader => {
          const gap = maxGap(this.#cron, { ...reader, after: from });
          return gap.ok ? 1000 * (gap.value ?? 0) : 0;
        }),
      ),
    );
  }

  /** Why the text cannot be used, or `null`; `from` is a moment it was used at. */
  problem(from: Date): string | null {
    this.#problem ??= { text: this.#findProblem(from) };
    return this.#problem.text;
  }

  #findProblem(from: Date): string | null {
    const read = this.#readers.map(reader =>
      nextRuns(this.#cron, { ...reader, after: from, count: 1 }),
    );
    if (read.some(runs => runs.ok && runs.value.length > 0)) return null;
    const [first] = read;
    return first.ok ? 'it never comes to pass' : first.reason;
  }

  /**
   * The newest slot not after a moment; where versions of Velero differ, one
   * that all of them see: nobody is alarmed by an ambiguous slot.
   */
  #before(before: Date): Date | null {
    return remember(this.#previous, before, () => {
      let upTo = before;
      for (let i = 0; i < MAX_STEPS; i++) {
        const slots = this.#newestOfEach(upTo);
        const oldest = Math.min(...slots);
        if (!Number.isFinite(oldest)) return null;
        upTo = new Date(oldest);
        if (slots.every(slot => slot === oldest)) return upTo;
      }
      return null;
    });
  }

  /** The newest slot of each version that can read the text. */
  #newestOfEach(before: Date): number[] {
    return this.#readers.flatMap(reader => {
      const slot = previousRun(this.#cron, { ...reader, before });
      return slot.ok ? [slot.value?.getTime() ?? -Infinity] : [];
    });
  }

  #after(reader: CronReader, after: Date, count: number): Date[] {
    const runs = nextRuns(this.#cron, { ...reader, after, count });
    return runs.ok ? runs.value : [];
  }
}

function remember<T>(answers: Map<number, T>, at: Date, find: () => T): T {
  const key = at.getTime();
  const known = answers.get(key);
  if (known !== undefined) return known;
  if (answers.size >= MAX_ANSWERS) answers.clear();
  const found = find();
  answers.set(key, found);
  return found;
}
