import { RunRecord } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { DbRunRow } from '../../historyTables';
import { ScheduleOutcomes } from '../../historyTypes';

/**
 * How the runs that schedules of one cluster made in a window went, in order of
 * engine, namespace and schedule.
 *
 * @remarks
 * Runs that another cluster made, or of which nobody knows who did, are in no
 * rate.
 *
 * @internal
 */
export async function countOutcomes(options: {
  knex: Knex;
  cluster: string;
  since: Date;
  until: Date;
}): Promise<ScheduleOutcomes[]> {
  const { knex, cluster, since, until } = options;
  const counted = (outcome: string) =>
    knex.raw('sum(case when outcome = ? then 1 else 0 end) as ??', [
      outcome,
      outcome,
    ]);
  const rows: (Pick<DbRunRow, 'engine' | 'namespace' | 'schedule'> &
    Record<'good' | 'partial' | 'failed' | 'runs', number | string>)[] =
    await knex('runs')
      .where({ cluster })
      .where('occurred_at', '>=', since.getTime())
      .where('occurred_at', '<', until.getTime())
      .whereNot({ schedule: '' })
      .whereIn('origin', ['local', 'resynced'])
      .groupBy('engine', 'namespace', 'schedule')
      .orderBy(['engine', 'namespace', 'schedule'])
      .select(
        ...['engine', 'namespace', 'schedule'],
        counted('good'),
        counted('partial'),
        counted('failed'),
        knex.raw('count(*) as runs'),
      );
  return rows.map(row => {
    const [good, partial, failed] = [row.good, row.partial, row.failed].map(
      Number,
    );
    return {
      // Written from records, and so one of their words.
      engine: row.engine as RunRecord['engine'],
      namespace: row.namespace,
      schedule: row.schedule,
      good,
      partial,
      failed,
      unknown: Number(row.runs) - good - partial - failed,
    };
  });
}
