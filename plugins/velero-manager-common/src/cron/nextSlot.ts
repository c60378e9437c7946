import type { SlotContext } from './SlotContext';
import { SlotSearch } from './SlotSearch';

/** Moments at which `Intl` still writes a year of four digits: up to the end of 9998. */
const LAST_MOMENT = 253_370_764_800 - 1;

/**
 * The first slot after a moment, both in seconds since 1970; undefined if there
 * is none up to the end of the fifth year after it, or none up to `until`.
 *
 * @internal
 */
export function nextSlot(
  context: SlotContext,
  after: number,
  until = LAST_MOMENT,
): number | undefined {
  const { schedule } = context;
  if (schedule.kind === 'manual') {
    return undefined;
  }
  const slot =
    schedule.kind === 'every'
      ? after + schedule.seconds
      : new SlotSearch({ ...context, schedule }, after + 1).run(until);
  return slot !== undefined && slot <= until ? slot : undefined;
}
