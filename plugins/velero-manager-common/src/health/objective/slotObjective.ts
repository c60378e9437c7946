import { Horizon } from '../Horizon';
import { declaredDeadlines } from './declaredDeadlines';
import { GoodCopy } from './GoodCopy';
import { heldAt, OpenRun } from './heldAt';
import { participants } from './participants';
import { promisedDeadlines } from './promisedDeadlines';
import { SlotPromise } from './SlotPromise';
import { ObjectiveStanding, standingOf } from './standingOf';

/** How the objective of something stands that is copied slot by slot. @internal */
export interface SlotObjective<P> {
  /**
   * `met` before the first slot too; `never` when that passed without a good
   * copy; `null` when there is no objective.
   */
  standing: ObjectiveStanding | 'never' | null;
  dueAt: Date | null;
  /** The slot that decides what is derived, and whose it is. */
  slot: Date | null;
  promise: P | null;
  /** What the slots promise, whatever is declared. */
  derivedRpoSeconds: number | null;
}

/**
 * Works out an objective, the same for every engine: what is declared, else
 * what the slots of the schedules promise.
 *
 * @param options.since - without a good copy: since when there is something to protect
 * @param options.stoppedAt - a moment at which the clock stands still anyway:
 * nothing is written since
 * @internal
 */
export function slotObjective<P extends SlotPromise>(options: {
  schedules: readonly P[];
  openRuns: readonly OpenRun[];
  lastGood: GoodCopy | null;
  since: Date;
  declaredRpoSeconds: number | null;
  stoppedAt: Date | null;
  horizon: Horizon;
}): SlotObjective<P> {
  const { openRuns, lastGood, since, declaredRpoSeconds, horizon } = options;
  const lastBegunAt = lastGood?.begunAt ?? null;
  const promises = participants(options.schedules, lastBegunAt);
  const derived = promisedDeadlines(promises, { lastBegunAt, since });
  const decided =
    lastGood && declaredRpoSeconds !== null
      ? declaredDeadlines(declaredRpoSeconds, lastGood, promises)
      : derived;
  const awaitsSlots = declaredRpoSeconds !== null;
  const held = () =>
    options.stoppedAt ??
    heldAt({ promises, openRuns, lastBegunAt, awaitsSlots, horizon });
  const standing = decided && standingOf(decided, { horizon, held: held() });
  const neverKept = !lastGood && standing !== null && standing !== 'met';
  const intervals = promises
    .map(promise => promise.intervalMs(lastBegunAt ?? since))
    .filter(ms => ms > 0);
  return {
    standing: neverKept ? 'never' : standing,
    dueAt: decided?.dueAt ?? null,
    slot: derived?.slot ?? null,
    promise: derived?.promise ?? null,
    derivedRpoSeconds: intervals.length ? Math.min(...intervals) / 1000 : null,
  };
}
