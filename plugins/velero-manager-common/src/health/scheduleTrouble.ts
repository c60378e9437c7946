import { findNotPickedUp } from './assessSchedule';
import { ClusterView } from './ClusterView';
import { Finding } from './Finding';
import { Horizon } from './Horizon';
import { findBadLastRun, findMissedSlots, findStuckRun } from './runFindings';
import { ScheduleView } from './ScheduleView';
import { findScopeTrouble } from './scopeFindings';

/** What stands against a schedule itself, whatever it takes. @internal */
export interface ScheduleTrouble {
  scope: Finding | null;
  lastRun: Finding | null;
  stuckRun: Finding | null;
  notPickedUp: Finding | null;
  missedSlot: Finding | null;
}

const known = new WeakMap<
  ScheduleView,
  { trouble: ScheduleTrouble; horizon: Horizon }
>();

/**
 * Looks for what stands against a schedule. It is the same for each of the
 * hundreds of units that a schedule may take, so it is looked for once.
 *
 * @internal
 */
export function scheduleTrouble(
  schedule: ScheduleView,
  options: { cluster: ClusterView; horizon: Horizon },
): ScheduleTrouble {
  const before = known.get(schedule);
  if (before?.horizon.isAtMomentOf(options.horizon)) {
    options.horizon.join(before.horizon);
    return before.trouble;
  }
  const horizon = options.horizon.fork();
  const trouble = {
    scope: findScopeTrouble(schedule, options.cluster),
    lastRun: findBadLastRun(schedule),
    stuckRun: findStuckRun(schedule, horizon),
    notPickedUp: findNotPickedUp(schedule, horizon),
    missedSlot: findMissedSlots(schedule, horizon),
  };
  known.set(schedule, { trouble, horizon });
  options.horizon.join(horizon);
  return trouble;
}
