import { PastRun } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { toInstant, toMillis } from '../../dialect';
import { DbRunRow } from '../../historyTables';

const DAY_MS = 86_400_000;
/** So many of a schedule are read, however long ago they were. */
const ALWAYS_READ = 30;
/** No more of a schedule are read; one that runs every half hour has fewer in three weeks. */
const MOST_READ = 1_000;

/** Names of runs of one schedule: its own, and 14 digits that say when. */
const NAMED_SO =
  "runs.cluster = schedules.cluster and runs.engine = 'velero' and runs.namespace = schedules.namespace and runs.name >= schedules.first and runs.name <= schedules.last";
/** A copy from the bucket is created long after its slot. */
const IS_ITS_OWN =
  "runs.schedule = schedules.schedule and runs.origin = 'local'";

/** The schedule that runs are wanted of. @internal */
export interface ScheduleKey {
  cluster: string;
  namespace: string;
  name: string;
}

const COLUMNS = [
  'cluster',
  'namespace',
  'schedule',
  'name',
  'outcome',
  'created_at',
  'completed_at',
  'errors',
  'warnings',
  'gone_at',
] as const satisfies readonly (keyof DbRunRow)[];

type DbPastRunRow = Pick<DbRunRow, (typeof COLUMNS)[number]>;

/**
 * The runs that schedules made in their clusters since a moment, or the last
 * thirty of each where these are more; newest first within a schedule.
 *
 * @remarks
 * One statement for 200 schedules. Velero names a run after its schedule and
 * the moment (velero pkg/controller/schedule_controller.go), so those of a
 * schedule stand together in the primary key, in their order.
 *
 * @internal
 */
export async function listPastRuns(options: {
  knex: Knex;
  schedules: readonly ScheduleKey[];
  since: Date;
}): Promise<PastRun[]> {
  const { knex, schedules, since } = options;
  // The server's clock names the run, in its own zone.
  const from = stampOf(new Date(since.getTime() - DAY_MS));
  const rows: DbPastRunRow[] = [];
  for (const chunk of chunked([...schedules])) {
    rows.push(...(await selectRuns(knex, chunk, from)));
  }
  return rows.map(toPastRun);
}

async function selectRuns(
  knex: Knex,
  schedules: ScheduleKey[],
  from: string,
): Promise<DbPastRunRow[]> {
  const nameAt = (offset: number) =>
    knex.raw(
      `(select runs.name from runs where ${NAMED_SO} order by runs.name desc limit 1 offset ?)`,
      [offset - 1],
    );
  return knex
    .with(
      'schedules',
      ['cluster', 'namespace', 'schedule', 'first', 'last', 'recent'],
      knex.raw(
        `values ${schedules.map(() => '(?, ?, ?, ?, ?, ?)').join(', ')}`,
        schedules.flatMap(({ cluster, namespace, name }) => [
          ...[cluster, namespace, name],
          ...[`${name}-${'0'.repeat(14)}`, `${name}-${'9'.repeat(14)}`],
          `${name}-${from}`,
        ]),
      ),
    )
    .with(
      'wanted',
      knex('schedules').select(
        ...['cluster', 'namespace', 'schedule', 'last'],
        knex.raw('coalesce(?, first) as thirtieth', [nameAt(ALWAYS_READ)]),
        knex.raw('coalesce(?, first) as furthest', [nameAt(MOST_READ)]),
        'recent',
      ),
    )
    .from(
      knex('wanted')
        .select(
          ...['cluster', 'namespace', 'schedule', 'last'],
          knex.raw(
            'case when thirtieth < recent then thirtieth when furthest > recent then furthest else recent end as first',
          ),
        )
        .as('schedules'),
    )
    .joinRaw(`join runs on ${NAMED_SO} and ${IS_ITS_OWN}`)
    .orderBy([
      { column: 'runs.cluster' },
      { column: 'runs.namespace' },
      { column: 'runs.name', order: 'desc' },
    ])
    .select(...COLUMNS.map(column => `runs.${column}`));
}

/** As Velero writes a moment into a name: `20261120020000`. */
function stampOf(moment: Date): string {
  return moment.toISOString().replace(/\D/g, '').slice(0, 14);
}

function toPastRun(row: DbPastRunRow): PastRun {
  return {
    cluster: row.cluster,
    namespace: row.namespace,
    schedule: row.schedule,
    name: row.name,
    outcome: outcomeOf(row),
    createdAt: new Date(toMillis(row.created_at)).toISOString(),
    completedAt: toInstant(row.completed_at),
    errors: row.errors,
    warnings: row.warnings,
    goneAt: toInstant(row.gone_at),
  };
}

/** How a run ended that went on when it was seen last, nobody knows. */
function outcomeOf({ outcome, gone_at: goneAt }: DbPastRunRow) {
  if (outcome === null || (outcome === 'running' && goneAt !== null)) {
    return 'unknown';
  }
  // Written from records, and so one of their words.
  return outcome as PastRun['outcome'];
}
