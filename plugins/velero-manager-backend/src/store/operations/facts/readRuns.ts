import { BackupFact } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { DbFactRow } from '../../tables';

/** How many runs of a schedule a report shows, and so a verdict sees. */
const RUNS_PER_SCHEDULE = 30;

/**
 * The newest runs of every schedule of some clusters, newest first, and its
 * newest completed one even if older; likewise the manual ones, and those of
 * schedules that are gone. By cluster.
 *
 * @remarks
 * The runs are ranked within an index that holds all that ranking needs, so
 * only the rows that are shown are read.
 *
 * @internal
 */
export async function readRuns(options: {
  knex: Knex;
  clusters: string[];
}): Promise<Map<string, BackupFact[]>> {
  const rows = await selectRuns(options);
  const runs = new Map<string, BackupFact[]>();
  for (const row of rows) {
    const run: BackupFact = JSON.parse(row.data);
    const known = runs.get(row.cluster);
    if (known) {
      known.push(run);
    } else {
      runs.set(row.cluster, [run]);
    }
  }
  return runs;
}

/** The query of {@link readRuns}. @internal */
export function selectRuns(options: {
  knex: Knex;
  clusters: string[];
}): Knex.QueryBuilder<DbFactRow, Pick<DbFactRow, 'cluster' | 'data'>[]> {
  const { knex, clusters } = options;
  const schedule = ['cluster', 'kind', 'namespace', 'owner'];
  const ranked = knex('facts')
    .where({ kind: 'Backup' })
    .whereIn('cluster', clusters)
    .select(
      ...schedule,
      'name',
      'occurred_at',
      'outcome',
      knex.raw(
        'row_number() over (partition by ??, ??, ??, ?? order by occurred_at desc, name desc) as place',
        schedule,
      ),
      knex.raw(
        "max(case when outcome = 'Completed' then occurred_at end) over (partition by ??, ??, ??, ??) as good_at",
        schedule,
      ),
    );
  return knex('facts')
    .join(ranked.as('ranked'), on =>
      ['cluster', 'kind', 'namespace', 'name'].forEach(column =>
        on.andOn(`facts.${column}`, `ranked.${column}`),
      ),
    )
    .where('ranked.place', '<=', RUNS_PER_SCHEDULE)
    .orWhere(good =>
      good
        .where('ranked.outcome', 'Completed')
        .where('ranked.occurred_at', knex.ref('ranked.good_at')),
    )
    .orderBy([
      'facts.cluster',
      'facts.namespace',
      'facts.owner',
      { column: 'facts.occurred_at', order: 'desc' },
      { column: 'facts.name', order: 'desc' },
    ])
    .select('facts.cluster', 'facts.data');
}
