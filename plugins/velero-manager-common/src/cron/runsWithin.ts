import type { Parsed } from '../parsed';
import { nextRuns } from './nextRuns';
import type { CronReader } from './readSchedule';

const MAX_RUNS = 5_000;

/**
 * How many runs of a cron text lie in the `seconds` after a moment. Beyond 5,000
 * it is reckoned from how far those reach.
 *
 * @public
 */
export function runsWithin(
  spec: string,
  options: CronReader & { after: Date; seconds: number },
): Parsed<number> {
  const { after, seconds } = options;
  const runs = nextRuns(spec, { ...options, count: MAX_RUNS });
  if (!runs.ok) return runs;
  const until = after.getTime() + seconds * 1_000;
  const last = runs.value.at(-1)?.getTime() ?? Infinity;
  if (runs.value.length === MAX_RUNS && last < until) {
    const span = last - after.getTime();
    return {
      ok: true,
      value: Math.round((MAX_RUNS * seconds * 1_000) / span),
    };
  }
  const within = runs.value.filter(run => run.getTime() <= until);
  return { ok: true, value: within.length };
}
