import type { Parsed } from '../parsed';
import { SECONDS_PER_DAY } from './civil';
import { previousSlot } from './previousSlot';
import { readMoment, readSchedule, type CronReader } from './readSchedule';

/** How far back slots are looked for when nobody says: as far as the libraries look ahead. */
const HORIZON = 6 * 366 * SECONDS_PER_DAY;

/**
 * The newest slot of a cron text that is not after `before`, or null if there is
 * none since `notBefore` (without it: in six years).
 *
 * @remarks
 * `@every` has no slots on a clock: its runs are counted from `notBefore`, so
 * give the last run there; without it the answer is null.
 *
 * @public
 */
export function previousRun(
  spec: string,
  options: CronReader & { before: Date; notBefore?: Date },
): Parsed<Date | null> {
  const context = readSchedule(spec, options);
  if (!context.ok) {
    return context;
  }
  const before = readMoment('before', options.before);
  if (!before.ok) {
    return before;
  }
  if (!options.notBefore && context.value.schedule.kind === 'every') {
    return { ok: true, value: null };
  }
  const notBefore = options.notBefore
    ? readMoment('notBefore', options.notBefore)
    : { ok: true as const, value: before.value - HORIZON };
  if (!notBefore.ok) {
    return notBefore;
  }
  const slot = previousSlot(context.value, {
    before: before.value,
    notBefore: Math.max(
      notBefore.value,
      // A slot is a whole second: one that began before `notBefore` is too early.
      Math.ceil((options.notBefore?.getTime() ?? -Infinity) / 1_000),
    ),
  });
  return {
    ok: true,
    value: slot === undefined ? null : new Date(slot * 1_000),
  };
}
