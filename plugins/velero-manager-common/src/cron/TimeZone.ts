import type { Parsed } from '../parsed';
import { quoteValue } from '../words';
import { daysFromCivil, SECONDS_PER_DAY } from './civil';
import { isZoneName } from './zoneName';

/**
 * How far apart offsets are asked for, about three days: less than any two
 * changes ever were apart in one zone (Freetown 1939: four days), so that equal
 * offsets at both ends mean that there was no change in between.
 */
const PROBE = 1 << 18;
/** What is found at once: half a year, some sixty questions to `Intl`. */
const BLOCK = PROBE * 64;
/** Blocks kept per zone: a century, some tens of kilobytes. */
const MAX_BLOCKS = 200;

/** What `Intl` said. */
interface Answer {
  moment: number;
  offset: number;
}

/** A stretch of time with one offset; `until` is exclusive. */
interface Stretch {
  from: number;
  until: number;
  offset: number;
}

const zones = new Map<string, TimeZone>();

/**
 * A time zone of the IANA database as `Intl` knows it: moments are whole
 * seconds since 1970, offsets are seconds east of Greenwich.
 *
 * @remarks
 * Asking `Intl` costs a microsecond, so the stretches between two changes of
 * offset are found once and kept. Zones are kept as well: valid names are few.
 *
 * @internal
 */
export class TimeZone {
  readonly name: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #blocks = new Map<number, Stretch[]>();
  #current: Stretch = { from: 0, until: 0, offset: 0 };

  /** Finds a zone by its exact name, such as `Europe/Paris`. */
  static of(name: string): Parsed<TimeZone> {
    const known = zones.get(name);
    if (known) {
      return { ok: true, value: known };
    }
    try {
      if (isZoneName(name)) {
        const zone = new TimeZone(name);
        zones.set(name, zone);
        return { ok: true, value: zone };
      }
    } catch {
      // Well spelled, yet unknown to Intl: the answer is the one below.
    }
    return {
      ok: false,
      reason: `There is no time zone ${quoteValue(
        name,
      )}; allowed are the names of the IANA database, spelled exactly, such as 'UTC' or 'Europe/Paris'.`,
    };
  }

  private constructor(name: string) {
    this.name = name;
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** The offset in force at a moment. */
  offsetAt(moment: number): number {
    return this.#stretchAt(moment).offset;
  }

  /** The moment before which the offset of a moment surely holds. */
  steadyUntil(moment: number): number {
    return this.#stretchAt(moment).until;
  }

  /**
   * The moment at which clocks show a local time, given in seconds as if it
   * were UTC.
   *
   * @remarks
   * Which moment is meant in a gap or a fold follows Go's `time.Date`: the
   * offset is looked up twice, first as if the local time were UTC, then at the
   * moment that gives; the second answer counts. In a gap this lands on either
   * side of it.
   */
  momentOf(local: number): number {
    const guess = this.offsetAt(local);
    return guess === 0 ? local : local - this.offsetAt(local - guess);
  }

  /** The moments in (`after`, `until`] at which the offset changes. */
  changesBetween(after: number, until: number): number[] {
    const changes: number[] = [];
    let stretch = this.#stretchAt(after);
    while (stretch.until <= until) {
      const next = this.#stretchAt(stretch.until);
      if (next.offset !== stretch.offset) {
        changes.push(next.from);
      }
      stretch = next;
    }
    return changes;
  }

  #stretchAt(moment: number): Stretch {
    if (moment < this.#current.from || moment >= this.#current.until) {
      const block = this.#block(Math.floor(moment / BLOCK));
      this.#current =
        block.find(({ until }) => moment < until) ?? this.#current;
    }
    return this.#current;
  }

  #block(index: number): Stretch[] {
    const kept = this.#blocks.get(index);
    if (kept) {
      return kept;
    }
    if (this.#blocks.size >= MAX_BLOCKS) {
      this.#blocks.clear();
    }
    const block: Stretch[] = [];
    let start = this.#ask(index * BLOCK);
    while (start.moment < (index + 1) * BLOCK) {
      const end = this.#ask(start.moment + PROBE);
      this.#append(block, start, end);
      start = end;
    }
    this.#blocks.set(index, block);
    return block;
  }

  /** Adds the time between two answers, halved until each part has one offset. */
  #append(block: Stretch[], start: Answer, end: Answer): void {
    const { moment: from, offset } = start;
    if (offset !== end.offset && end.moment - from > 1) {
      const middle = this.#ask(Math.floor((from + end.moment) / 2));
      this.#append(block, start, middle);
      this.#append(block, middle, end);
      return;
    }
    const last = block.at(-1);
    if (last?.offset === offset) {
      last.until = end.moment;
    } else {
      block.push({ from, until: end.moment, offset });
    }
  }

  #ask(moment: number): Answer {
    const [month, day, year, hour, minute, second] = (
      this.#format.format(moment * 1_000).match(/\d+/g) ?? []
    ).map(Number);
    const local =
      daysFromCivil({ year, month, day }) * SECONDS_PER_DAY +
      hour * 3_600 +
      minute * 60 +
      second;
    return { moment, offset: local - moment };
  }
}
