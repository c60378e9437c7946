import { Horizon } from '../Horizon';
import { Deadlines } from './Deadlines';

/** How an objective stands at a moment. @internal */
export type ObjectiveStanding = 'met' | 'at_risk' | 'breached';

/**
 * Whether the deadlines are kept. While a run is under way on time the clock of
 * the objective stands still at its slot, so the state before it is kept: a
 * nightly backup that takes an hour is not at risk every night.
 *
 * @internal
 */
export function standingOf(
  { dueAt, breachAt }: Deadlines,
  options: { horizon: Horizon; held: Date | null },
): ObjectiveStanding {
  const { horizon, held } = options;
  const isPast = (moment: Date) =>
    held ? held > moment : horizon.isPast(moment);
  if (isPast(breachAt)) return 'breached';
  return isPast(dueAt) ? 'at_risk' : 'met';
}
