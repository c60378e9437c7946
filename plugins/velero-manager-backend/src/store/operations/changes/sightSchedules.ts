import type { ScheduleFact } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Knex } from 'knex';
import type { ChangeRecord, ScheduleSightings } from '../../changeTypes';
import type { DbFactRow } from '../../tables';

/** Completed backups that are looked at for each schedule, newest first. */
const RUNS_PER_SCHEDULE = 5;

/**
 * What the cluster of a change shows of the schedules that it wrote, and of
 * their completed backups since it was merged.
 *
 * @internal
 */
export async function sightSchedules(options: {
  knex: Knex;
  change: ChangeRecord;
}): Promise<ScheduleSightings> {
  const { knex, change } = options;
  const { cluster, mergedAt } = change;
  const sightings: ScheduleSightings = { schedules: [], goodRuns: [] };
  for (const { namespace, name } of change.schedules) {
    const row = await knex<DbFactRow>('facts')
      .where({ cluster, kind: 'Schedule', namespace, name })
      .first('data');
    if (!row) {
      continue;
    }
    const schedule: ScheduleFact = JSON.parse(row.data);
    sightings.schedules.push(schedule);
    const runs = await knex<DbFactRow>('facts')
      .where({ cluster, kind: 'Backup', namespace, owner: name })
      .where('outcome', 'Completed')
      .where('occurred_at', '>=', mergedAt?.getTime() ?? 0)
      .orderBy('occurred_at', 'desc')
      .limit(RUNS_PER_SCHEDULE)
      .select('data');
    sightings.goodRuns.push(...runs.map(run => JSON.parse(run.data)));
  }
  return sightings;
}
