import { SECONDS_PER_DAY } from './civil';
import { TimeZone } from './TimeZone';

/**
 * How many of some moments lie in each of the 24 hours of a zone's day.
 *
 * @param runs - moments, such as those of {@link nextRuns}
 * @param zone - IANA name; hours of UTC where it is not known
 * @public
 */
export function startsByHour(runs: readonly Date[], zone: string): number[] {
  const hourOf = hourIn(zone);
  const starts = Array.from({ length: 24 }, () => 0);
  for (const run of runs) starts[hourOf(run)] += 1;
  return starts;
}

function hourIn(zone: string): (moment: Date) => number {
  const known = TimeZone.of(zone);
  return moment => {
    const seconds = Math.floor(moment.getTime() / 1_000);
    const offset = known.ok ? known.value.offsetAt(seconds) : 0;
    return Math.floor(modulo(seconds + offset, SECONDS_PER_DAY) / 3_600);
  };
}

function modulo(value: number, size: number): number {
  return ((value % size) + size) % size;
}
