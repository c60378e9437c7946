import {
  cronDialectForVelero,
  nextRuns,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { ClusterReport } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { FormValues } from '../formValues';
import type { CronContext } from './CronContext';

/** Of an hourly schedule a month; more often than that, it meets all others anyway. */
const MOST_RUNS = 750;
const MONTH_MS = 31 * 86_400_000;

/**
 * What a cluster's report says about cron texts: its Velero, and its schedules
 * that run, without the one that the form changes.
 *
 * @internal
 */
export function cronContextOf(
  report: ClusterReport | null,
  { form, now }: { form: FormValues; now: Date },
): CronContext {
  const version =
    report?.installs.find(install => install.version)?.version ?? null;
  const { assumed, ...dialect } = cronDialectForVelero(version);
  const reader = { zone: 'UTC', ...dialect };
  const own = form.existing ?? `${form.scope}-${form.frequency}`;
  const others = report?.scheduleReports
    .filter(({ name, paused }) => name !== own && !paused)
    .map(({ name, cron }) => ({ name, runs: runsOf(cron) }));
  return {
    now,
    reader,
    version: assumed ? null : version,
    others: others ?? null,
  };

  function runsOf(cron: string): Date[] {
    // Nobody knows when a distance is counted from.
    if (cron.includes('@every')) return [];
    const runs = nextRuns(cron, { ...reader, after: now, count: MOST_RUNS });
    const until = now.getTime() + MONTH_MS;
    return runs.ok ? runs.value.filter(run => run.getTime() <= until) : [];
  }
}
