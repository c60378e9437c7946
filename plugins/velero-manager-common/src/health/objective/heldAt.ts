import { earliest } from '../earliest';
import { Horizon } from '../Horizon';
import { SlotPromise } from './SlotPromise';

/** Controllers look every minute and then queue: no run begins at its slot. */
const START_LAG_MS = 2 * 60_000;
/** A run of no known schedule is given a day. */
const DAY_MS = 86_400_000;

/** A run that has not ended. @internal */
export interface OpenRun {
  begunAt: Date;
  /** The schedule that made it, or `null` where none that is known did. */
  schedule: SlotPromise | null;
  /** Later than this it is stuck; `null` where no schedule says. */
  stuckAt: Date | null;
}

/**
 * The moment at which the clock of an objective stands still, or `null` while
 * it runs: the slot (or else the beginning) of the oldest run that is newer
 * than the newest good copy, under way and not stuck, or a slot less than two
 * minutes back whose run is not made yet. A run from the future, which a wrong
 * clock stamped, holds nothing.
 *
 * @internal
 */
export function heldAt(options: {
  promises: readonly SlotPromise[];
  openRuns: readonly OpenRun[];
  /** When the run of the newest good copy was made. */
  lastBegunAt: Date | null;
  /** Only a declared objective needs it: slots have a grace of their own. */
  awaitsSlots: boolean;
  horizon: Horizon;
}): Date | null {
  const { promises, openRuns, lastBegunAt, awaitsSlots, horizon } = options;
  const begun = openRuns
    .filter(
      run =>
        (!lastBegunAt || run.begunAt > lastBegunAt) &&
        horizon.isReached(run.begunAt) &&
        !horizon.isPast(stuckAt(run)),
    )
    .map(slotOf);
  const awaited = awaitsSlots
    ? promises.map(promise => promise.awaitedSlot(horizon, START_LAG_MS))
    : [];
  return earliest([...begun, ...awaited]);
}

function stuckAt(run: OpenRun): Date {
  return run.stuckAt ?? new Date(run.begunAt.getTime() + DAY_MS);
}

/** The slot a run was made for, or its beginning when it was made at no slot. */
function slotOf({ begunAt, schedule }: OpenRun): Date {
  const slot = schedule?.slotAfter(new Date(begunAt.getTime() - START_LAG_MS));
  return slot && slot <= begunAt ? slot : begunAt;
}
