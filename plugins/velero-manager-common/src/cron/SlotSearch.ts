import {
  civilFromDays,
  daysFromCivil,
  SECONDS_PER_DAY,
  weekdayOf,
  type CivilDate,
} from './civil';
import type { FieldSchedule } from './CronSchedule';
import type { DialectRules } from './dialect';
import type { SlotContext } from './SlotContext';
import type { TimeZone } from './TimeZone';

const HOUR = 3_600;
const MINUTE = 60;
/** After the fifth year that follows, the libraries say "never". */
const HORIZON_YEARS = 5;
/** Far above what any schedule needs (a few thousand); a bound, not a behaviour. */
const MAX_STEPS = 20_000;

/** Whether a search may go on to the next field or must begin again with the month. */
type Sought = 'found' | 'wrapped';

/**
 * One search for a slot, in whole seconds since 1970.
 *
 * @remarks
 * All libraries search alike: field by field from the month down, each one
 * raised until it is admitted; when a field wraps, the search begins again with
 * the month. The steps are part of the behaviour, because in zones that change
 * their offset they do not all land where arithmetic on a wall clock would:
 *
 * - months and days are added to the local date, with Go's reading of local
 *   times that are skipped or happen twice ({@link TimeZone.momentOf});
 * - hours, minutes and seconds are added to the moment. So an hour that is
 *   skipped is never seen, one that happens twice is seen twice, and a search
 *   for an hour that passes a midnight that does not exist goes on into the
 *   next day without asking whether that day is admitted;
 * - a search that has not moved yet first cuts its start to the unit, which in
 *   a fold may lead back: netresearch/go-cron then names a slot that is not
 *   later than where it began (Newfoundland until 2011, where clocks went back
 *   at one minute past midnight).
 *
 * @internal
 */
export class SlotSearch {
  readonly #schedule: FieldSchedule;
  readonly #rules: DialectRules;
  readonly #zone: TimeZone;
  readonly #cost: { steps: number };
  readonly #stepLimit: number;
  #moment: number;
  /** Whether the moment was moved, and so stands at the start of its unit. */
  #moved = false;
  #day = NaN;
  #date: CivilDate = { year: 0, month: 0, day: 0 };

  constructor(
    context: SlotContext & { schedule: FieldSchedule },
    start: number,
  ) {
    this.#schedule = context.schedule;
    this.#rules = context.rules;
    this.#zone = context.zone;
    this.#cost = context.cost ?? { steps: 0 };
    this.#stepLimit = this.#cost.steps + MAX_STEPS;
    this.#moment = start;
  }

  /** The slot found; undefined if there is none up to the horizon or `until`. */
  run(until: number): number | undefined {
    const { month, hour, minute, second } = this.#schedule;
    if ([month, hour, minute, second].some(({ has }) => !has.includes(true))) {
      return undefined;
    }
    const lastYear = this.#localDate().year + HORIZON_YEARS;
    while (
      this.#moment <= until &&
      this.#localDate().year <= lastYear &&
      this.#cost.steps < this.#stepLimit
    ) {
      if (
        this.#seekMonth() === 'found' &&
        this.#seekDay() === 'found' &&
        this.#seekHour() === 'found' &&
        this.#seekMinute() === 'found' &&
        this.#seekSecond() === 'found'
      ) {
        return this.#moment;
      }
    }
    return undefined;
  }

  #seekMonth(): Sought {
    while (!this.#schedule.month.has[this.#localDate().month]) {
      if (!this.#moved) {
        this.#moveTo({ ...this.#localDate(), day: 1 }, 0);
      }
      const { year, month, day } = this.#localDate();
      this.#moveOn(() =>
        this.#moveTo({ year, month: month + 1, day }, this.#secondOfDay()),
      );
      if (this.#localDate().month === 1) {
        return 'wrapped';
      }
    }
    return 'found';
  }

  #seekDay(): Sought {
    while (!this.#dayMatches()) {
      if (!this.#moved) {
        this.#moveTo(this.#localDate(), 0);
      }
      const { year, month, day } = this.#localDate();
      this.#moveOn(() => {
        this.#moveTo({ year, month, day: day + 1 }, this.#secondOfDay());
        this.#restoreMidnight();
      });
      if (this.#localDate().day === 1) {
        return 'wrapped';
      }
    }
    return 'found';
  }

  #seekHour(): Sought {
    const { hour } = this.#schedule;
    while (!hour.has[this.#localHour()]) {
      if (!this.#moved) {
        this.#moveTo(this.#localDate(), this.#localHour() * HOUR);
      }
      const before = this.#localHour();
      this.#raise(hour.has, { value: before, size: 24, unit: HOUR });
      const skipped = this.#localHour() - before === 2;
      if (this.#rules.runsAfterGap && skipped && hour.has[before + 1]) {
        return 'found';
      }
      if (this.#localHour() === 0) {
        return 'wrapped';
      }
    }
    return 'found';
  }

  #seekMinute(): Sought {
    const { has } = this.#schedule.minute;
    while (!has[this.#localMinute()]) {
      if (!this.#moved) {
        // Cut in absolute time: not the same where an offset has seconds.
        this.#moved = true;
        this.#moment = Math.floor(this.#moment / MINUTE) * MINUTE;
      }
      const value = this.#localMinute();
      this.#raise(has, { value, size: 60, unit: MINUTE });
      if (this.#localMinute() === 0) {
        return 'wrapped';
      }
    }
    return 'found';
  }

  #seekSecond(): Sought {
    const { has } = this.#schedule.second;
    while (!has[this.#localSecond()]) {
      this.#moved ||= !this.#rules.forgetsSeconds;
      const value = this.#localSecond();
      this.#raise(has, { value, size: 60, unit: 1 });
      if (this.#localSecond() === 0) {
        return 'wrapped';
      }
    }
    return 'found';
  }

  /**
   * Adds units until the next value that is admitted, or that wraps: all at once
   * if the offset is sure to hold, else only one.
   */
  #raise(
    has: readonly boolean[],
    { value, size, unit }: { value: number; size: number; unit: number },
  ): void {
    this.#cost.steps += 1;
    let next = value + 1;
    while (next < size && !has[next]) {
      next += 1;
    }
    const target = this.#moment + (next - value) * unit;
    this.#moment =
      target < this.#zone.steadyUntil(this.#moment)
        ? target
        : this.#moment + unit;
  }

  #dayMatches(): boolean {
    const { dayOfMonth, dayOfWeek } = this.#schedule;
    const { day } = this.#localDate();
    const month = dayOfMonth.has[day];
    const week = dayOfWeek.has[weekdayOf(this.#day)];
    const either =
      this.#rules.days === 'either' && !dayOfMonth.star && !dayOfWeek.star;
    return either ? month || week : month && week;
  }

  /** Moves to a later date, come what may. */
  #moveOn(move: () => void): void {
    const before = this.#moment;
    move();
    if (this.#moment <= before) {
      // A whole day does not exist (Samoa, 2011-12-30) and reading it led back
      // to where we were: upstream this never ends.
      this.#moment = before + SECONDS_PER_DAY;
    }
  }

  /** Goes to the nearest full hour that is a midnight by count, if the dialect sees to that. */
  #restoreMidnight(): void {
    if (this.#rules.restoresMidnight) {
      const hour = this.#localHour();
      this.#moment += (hour > 12 ? 24 - hour : -hour) * HOUR;
    }
  }

  #moveTo(date: CivilDate, secondOfDay: number): void {
    this.#moved = true;
    this.#cost.steps += 1;
    this.#moment = this.#zone.momentOf(
      daysFromCivil(date) * SECONDS_PER_DAY + secondOfDay,
    );
  }

  #local(): number {
    return this.#moment + this.#zone.offsetAt(this.#moment);
  }

  #localDate(): CivilDate {
    const day = Math.floor(this.#local() / SECONDS_PER_DAY);
    if (day !== this.#day) {
      this.#day = day;
      this.#date = civilFromDays(day);
    }
    return this.#date;
  }

  #secondOfDay(): number {
    const local = this.#local();
    return local - Math.floor(local / SECONDS_PER_DAY) * SECONDS_PER_DAY;
  }

  #localHour(): number {
    return Math.floor(this.#secondOfDay() / HOUR);
  }

  #localMinute(): number {
    return Math.floor((this.#secondOfDay() % HOUR) / MINUTE);
  }

  #localSecond(): number {
    return this.#secondOfDay() % MINUTE;
  }
}
