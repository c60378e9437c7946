import { SlotSchedule } from './SlotSchedule';

/**
 * The schedules whose slots count. With enabled ones a paused one keeps its say
 * until a good copy came after its first slot that was not kept, so that
 * pausing improves nothing before the next good copy.
 *
 * @internal
 */
export function participants(
  schedules: readonly SlotSchedule[],
  lastBegunAt: Date | null,
): SlotSchedule[] {
  const enabled = schedules.filter(s => s.standing === 'enabled');
  const paused = schedules.filter(s => s.standing === 'paused');
  if (!enabled.length) return paused;
  return [
    ...enabled,
    ...paused.filter(schedule => {
      if (!lastBegunAt) return false;
      const base = schedule.runs[0]?.begunAt ?? schedule.createdAt;
      const slot = schedule.slotAfter(base);
      if (!slot) return false;
      return lastBegunAt.getTime() <= slot.getTime() + schedule.graceMs(base);
    }),
  ];
}
