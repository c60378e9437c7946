import { SlotPromise } from './SlotPromise';

/**
 * The schedules whose slots count. With enabled ones a paused one keeps its say
 * until a good copy came after its first slot that was not kept, so that
 * pausing improves nothing before the next good copy.
 *
 * @internal
 */
export function participants<P extends SlotPromise>(
  schedules: readonly P[],
  lastBegunAt: Date | null,
): P[] {
  const enabled = schedules.filter(s => s.standing === 'enabled');
  const paused = schedules.filter(s => s.standing === 'paused');
  if (!enabled.length) return paused;
  return [
    ...enabled,
    ...paused.filter(
      schedule => lastBegunAt !== null && hasItsSay(schedule, lastBegunAt),
    ),
  ];
}

function hasItsSay(schedule: SlotPromise, lastBegunAt: Date): boolean {
  const base = schedule.lastMadeAt ?? schedule.createdAt;
  const slot = schedule.slotAfter(base);
  if (!slot) return false;
  return lastBegunAt.getTime() <= slot.getTime() + schedule.graceMs(base);
}
