import type { CronPattern } from './CronPattern';

/**
 * The cron text of a pattern, in five fields.
 *
 * @public
 */
export function cronOfPattern(pattern: CronPattern): string {
  const { minute, zone } = pattern;
  const hours =
    pattern.every === 'hour' || pattern.hours.length === 24
      ? '*'
      : listOf(pattern.hours);
  const days = pattern.every === 'month' ? listOf(pattern.days) : '*';
  const weekdays = pattern.every === 'week' ? listOf(pattern.weekdays) : '*';
  const fields = `${minute} ${hours} ${days} * ${weekdays}`;
  return zone === null ? fields : `CRON_TZ=${zone} ${fields}`;
}

/** Three and more in a row are written as a range: `1-5`. */
function listOf(values: readonly number[]): string {
  const runs: number[][] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run && run[run.length - 1] === value - 1) run.push(value);
    else runs.push([value]);
  }
  return runs
    .map(run =>
      run.length > 2 ? `${run[0]}-${run[run.length - 1]}` : run.join(','),
    )
    .join(',');
}
