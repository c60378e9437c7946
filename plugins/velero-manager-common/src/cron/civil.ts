/**
 * Length of a day without a change of offset.
 *
 * @internal
 */
export const SECONDS_PER_DAY = 86_400;

const DAYS_PER_ERA = 146_097; // 400 years, after which the calendar repeats
const DAYS_TO_1970 = 719_468; // from the first of March of year 0

/**
 * A day of the Gregorian calendar; months count from 1.
 *
 * @internal
 */
export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

/**
 * Days since 1970 of a date; a month or day past the end runs into the next.
 *
 * @remarks
 * Years are counted from March, so that the day a leap year adds is the last.
 *
 * @internal
 */
export function daysFromCivil({ year, month, day }: CivilDate): number {
  const months = year * 12 + month - 3;
  const shifted = Math.floor(months / 12);
  const monthOfYear = months - shifted * 12;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * monthOfYear + 2) / 5);
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return (
    era * DAYS_PER_ERA +
    yearOfEra * 365 +
    leaps +
    dayOfYear +
    (day - 1) -
    DAYS_TO_1970
  );
}

/**
 * The date that is a number of days after the first of January 1970.
 *
 * @internal
 */
export function civilFromDays(days: number): CivilDate {
  const shifted = days + DAYS_TO_1970;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra -
    (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthOfYear = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthOfYear < 10 ? monthOfYear + 3 : monthOfYear - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthOfYear + 2) / 5) + 1,
  };
}

/**
 * The weekday of a day counted from 1970; 0 is Sunday.
 *
 * @internal
 */
export function weekdayOf(days: number): number {
  return (((days + 4) % 7) + 7) % 7;
}
