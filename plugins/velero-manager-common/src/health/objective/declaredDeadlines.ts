import { Deadlines } from './Deadlines';
import { GoodCopy } from './GoodCopy';
import { MIN_GRACE_MS } from './SlotClock';
import { SlotPromise } from './SlotPromise';

/**
 * The deadlines of a declared objective: the objective itself, then the grace
 * of the schedules that keep it.
 *
 * @internal
 */
export function declaredDeadlines(
  rpoSeconds: number,
  lastGood: GoodCopy,
  promises: readonly SlotPromise[],
): Deadlines {
  const graces = promises.map(promise => promise.graceMs(lastGood.begunAt));
  const graceMs = graces.length ? Math.min(...graces) : MIN_GRACE_MS;
  const dueAt = new Date(lastGood.at.getTime() + 1000 * rpoSeconds);
  return { dueAt, breachAt: new Date(dueAt.getTime() + Math.round(graceMs)) };
}
