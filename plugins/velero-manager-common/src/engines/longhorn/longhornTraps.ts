import { LonghornRecurringJobFact } from '../../facts';
import { Finding } from '../../health/Finding';
import { count, quoteName } from '../../words';
import { LonghornContext } from './LonghornContext';
import { makesBackups } from './LonghornView';

/**
 * Settings of a volume's jobs that will hurt one day: how many backups they
 * keep, and an objective that their slots cannot keep.
 *
 * @internal
 */
export function findLonghornTraps(
  { jobs, objective, place }: LonghornContext,
  declaredRpoSeconds: number | null,
): Finding[] {
  const { derivedRpoSeconds } = objective;
  const isUnreachable =
    declaredRpoSeconds !== null &&
    derivedRpoSeconds !== null &&
    derivedRpoSeconds > declaredRpoSeconds;
  return [
    ...jobs.filter(makesBackups).flatMap(job => findFewKept(job) ?? []),
    ...(isUnreachable
      ? [
          {
            state: 'DEGRADED' as const,
            reason: 'longhorn_objective_unreachable' as const,
            message: `The objective of ${place} is ${declaredRpoSeconds} s, but a backup is made only every ${derivedRpoSeconds} s.`,
          },
        ]
      : []),
  ];
}

/** A job that keeps one backup has none to fall back on. @internal */
export function findFewKept(job: LonghornRecurringJobFact): Finding | null {
  if (job.isKeptByAge || job.retain > 1) return null;
  return {
    state: 'DEGRADED',
    reason: 'longhorn_retain_low',
    message: `Recurring job ${quoteName(job.name)} keeps ${count(
      job.retain,
      'backup',
    )} of each volume.`,
  };
}
