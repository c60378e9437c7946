import { BackupFact } from '../facts';
import { OpenRun } from './objective';
import { ScheduleView } from './ScheduleView';

/**
 * A run that has not ended, as an objective looks at it.
 *
 * @internal
 */
export function openRunOf(
  run: BackupFact,
  schedules: readonly ScheduleView[],
): OpenRun {
  const schedule = schedules.find(
    ({ fact }) =>
      fact.name === run.schedule && fact.namespace === run.namespace,
  );
  return {
    begunAt: new Date(run.createdAt),
    schedule: schedule ?? null,
    stuckAt: schedule?.stuckAt(run) ?? null,
  };
}
