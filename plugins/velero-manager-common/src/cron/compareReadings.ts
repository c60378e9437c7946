import { nextRuns } from './nextRuns';
import type { CronReader } from './readSchedule';

/** A year of nightly runs: days that only some readings have show within it. */
const COMPARED = 400;

/**
 * How two readers of one cron text part.
 *
 * @public
 */
export type CronDifference =
  | { kind: 'refused'; by: 'first' | 'second'; reason: string }
  /** `at` is the first moment at which only one of them runs. */
  | { kind: 'differs'; at: Date };

/**
 * Whether two readers, such as two versions of Velero, run at the same moments;
 * null where they do for the next 400 runs, or where both refuse the text.
 *
 * @public
 */
export function compareReadings(
  spec: string,
  options: { after: Date; first: CronReader; second: CronReader },
): CronDifference | null {
  const [first, second] = [options.first, options.second].map(reader =>
    nextRuns(spec, { ...reader, after: options.after, count: COMPARED }),
  );
  if (!first.ok && !second.ok) return null;
  if (!first.ok) {
    return { kind: 'refused', by: 'first', reason: first.reason };
  }
  if (!second.ok) {
    return { kind: 'refused', by: 'second', reason: second.reason };
  }
  for (let index = 0; index < COMPARED; index++) {
    const [a, b] = [first.value[index], second.value[index]];
    if (a?.getTime() === b?.getTime()) continue;
    const at = Math.min(a?.getTime() ?? Infinity, b?.getTime() ?? Infinity);
    return { kind: 'differs', at: new Date(at) };
  }
  return null;
}
