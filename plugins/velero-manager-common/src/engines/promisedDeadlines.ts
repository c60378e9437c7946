import { earliest } from '../health/earliest';
import { Deadlines } from '../health/objective';
import { EARLY_MS } from '../health/ScheduleView';
import { SlotPromise } from './SlotPromise';

/** Deadlines that come from slots, and the slot that decides. @internal */
export interface PromisedDeadlines extends Deadlines {
  slot: Date;
  promise: SlotPromise;
}

/**
 * The deadlines that schedules promise by themselves: the slot after the newest
 * good copy and its grace, then as much again or half an interval. A schedule
 * takes part from its first slot on; of several the earliest decides.
 *
 * @param since - without a good copy: since when there is something to protect
 * @returns `null` when no schedule has a slot
 * @internal
 */
export function promisedDeadlines(
  promises: readonly SlotPromise[],
  options: { lastBegunAt: Date | null; since: Date },
): PromisedDeadlines | null {
  const all = promises.flatMap(promise => deadlinesOf(promise, options) ?? []);
  if (!all.length) return null;
  const first = all.reduce((a, b) => (b.dueAt < a.dueAt ? b : a));
  return {
    ...first,
    breachAt: earliest(all.map(({ breachAt }) => breachAt)) ?? first.breachAt,
  };
}

function deadlinesOf(
  promise: SlotPromise,
  { lastBegunAt, since }: { lastBegunAt: Date | null; since: Date },
): PromisedDeadlines | null {
  const known = lastBegunAt ?? since;
  const base = known > promise.createdAt ? known : promise.createdAt;
  const first = promise.slotAfter(base);
  // A copy may be begun a little before its slot, where clocks differ.
  const isItsOwn =
    lastBegunAt === base &&
    first !== null &&
    first.getTime() - base.getTime() <= EARLY_MS;
  const slot = isItsOwn ? promise.slotAfter(first) : first;
  if (!slot) return null;
  const graceMs = promise.graceMs(base);
  const lateMs = Math.max(graceMs, 0.5 * promise.intervalMs(base));
  const dueAt = new Date(slot.getTime() + Math.round(graceMs));
  const breachAt = new Date(dueAt.getTime() + Math.round(lateMs));
  return { dueAt, breachAt, slot, promise };
}
