import { PastRun } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { toInstant, toMillis } from '../../dialect';
import { DbRunRow } from '../../historyTables';

const DAY_MS = 86_400_000;
/** No more of a schedule are read; one that runs every half hour has fewer in twenty days. */
const MOST_RECENT = 1_000;
/** So many earlier ones are read beside: of one that runs each week they are more than a month. */
const MOST_EARLIER = 30;

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
 * The runs that schedules made in their clusters since a moment, and some
 * earlier ones.
 *
 * @remarks
 * One statement for 100 schedules. Velero names a run after its schedule and
 * the moment (velero pkg/controller/schedule_controller.go), so those of a
 * schedule stand together in the primary key, in their order. Each schedule has
 * a part of its own in the statement: PostgreSQL cannot tell how many names lie
 * between two that it does not see, and in a join with the schedules it would
 * compare all runs of the cluster with each of them.
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
  const parts = schedules.flatMap(schedule => [
    selectRuns(knex, schedule)
      .where('name', '>=', `${schedule.name}-${from}`)
      .limit(MOST_RECENT),
    selectRuns(knex, schedule)
      .where('name', '<', `${schedule.name}-${from}`)
      .limit(MOST_EARLIER),
  ]);
  const rows: DbPastRunRow[] = [];
  for (const chunk of chunked(parts)) {
    rows.push(
      ...(await knex.unionAll(
        chunk.map(part => knex.select('*').from(part.as('part'))),
      )),
    );
  }
  return rows.map(toPastRun);
}

/** A copy from the bucket is created long after its slot, so those are left out. */
function selectRuns(
  knex: Knex,
  { cluster, namespace, name }: ScheduleKey,
): Knex.QueryBuilder<DbRunRow, DbPastRunRow[]> {
  return knex<DbRunRow>('runs')
    .where({ cluster, engine: 'velero', namespace })
    .where({ schedule: name, origin: 'local' })
    .whereBetween('name', [
      `${name}-${'0'.repeat(14)}`,
      `${name}-${'9'.repeat(14)}`,
    ])
    .orderBy('name', 'desc')
    .select(...COLUMNS);
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
