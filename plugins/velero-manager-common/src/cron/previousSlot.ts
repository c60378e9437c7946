import { nextSlot } from './nextSlot';
import type { SlotContext } from './SlotContext';

/**
 * The newest slot in [`notBefore`, `before`], both in seconds since 1970;
 * undefined if there is none.
 *
 * @remarks
 * Schedules only look ahead, so the question is turned round: the latest moment
 * from which the next slot is still not after `before` is found in steps back
 * that grow fourfold, then by bisection, until nothing follows what was found:
 * some fifty searches at most, far fewer for what runs rarely.
 * `@every` has no grid of its own and counts from `notBefore`.
 *
 * @internal
 */
export function previousSlot(
  context: SlotContext,
  { before, notBefore }: { before: number; notBefore: number },
): number | undefined {
  const { schedule } = context;
  if (schedule.kind === 'every') {
    const runs = Math.floor((before - notBefore) / schedule.seconds);
    return runs >= 1 ? notBefore + runs * schedule.seconds : undefined;
  }
  const slotFrom = (moment: number) => nextSlot(context, moment, before);
  const floor = notBefore - 1;
  let early = before;
  let late = before;
  let found: number | undefined;
  for (let back = 1; found === undefined && early > floor; back *= 4) {
    late = early;
    early = Math.max(before - back, floor);
    found = slotFrom(early);
  }
  while (found !== undefined) {
    // Not every "next" slot is later: see the remarks on how slots are sought.
    const later = slotFrom(found);
    if (later === undefined || later <= found) {
      return found;
    }
    const middle = Math.max(found, Math.floor((found + late) / 2));
    const afterMiddle = slotFrom(middle);
    late = afterMiddle === undefined ? middle : late;
    found = Math.max(later, afterMiddle ?? later);
  }
  return undefined;
}
