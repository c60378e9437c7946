import { earliest } from '../earliest';
import { Deadlines } from './Deadlines';
import { SlotPromise } from './SlotPromise';

/** Deadlines that come from slots, the slot that decides, and whose it is. @internal */
export interface PromisedDeadlines<P> extends Deadlines {
  slot: Date;
  promise: P;
}

/**
 * The deadlines that schedules promise by themselves: the slot after the one of
 * the newest good copy and its grace, then as much again or half an interval. A
 * schedule takes part from its first slot on; of several the earliest decides.
 *
 * @param options.lastBegunAt - when the run of the newest good copy was made
 * @param options.since - without a good copy: since when there is something to protect
 * @returns `null` when no schedule has a slot
 * @internal
 */
export function promisedDeadlines<P extends SlotPromise>(
  promises: readonly P[],
  options: { lastBegunAt: Date | null; since: Date },
): PromisedDeadlines<P> | null {
  const all = promises.flatMap(promise => deadlinesOf(promise, options) ?? []);
  if (!all.length) return null;
  const first = all.reduce((a, b) => (b.dueAt < a.dueAt ? b : a));
  return {
    ...first,
    breachAt: earliest(all.map(({ breachAt }) => breachAt)) ?? first.breachAt,
  };
}

function deadlinesOf<P extends SlotPromise>(
  promise: P,
  { lastBegunAt, since }: { lastBegunAt: Date | null; since: Date },
): PromisedDeadlines<P> | null {
  const { createdAt, skippedAt } = promise;
  // A new schedule may be told to skip its first slot; an old copy is no less
  // old for a slot that was skipped.
  const startsAt = lastBegunAt ? createdAt : skippedAt ?? createdAt;
  const base = latest(lastBegunAt ?? since, startsAt);
  const slot =
    lastBegunAt && base === lastBegunAt
      ? promise.slotAfterRun(base)
      : promise.slotAfter(base);
  if (!slot) return null;
  const graceMs = promise.graceMs(base);
  const lateMs = Math.max(graceMs, 0.5 * promise.intervalMs(base));
  const dueAt = new Date(slot.getTime() + Math.round(graceMs));
  const breachAt = new Date(dueAt.getTime() + Math.round(lateMs));
  return { dueAt, breachAt, slot, promise };
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
