import { BackupFact } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbFactScopeKey } from '../../tables';

/** How many runs of a schedule a report shows, and so a verdict sees. */
const RUNS_SHOWN = 30;

/** Where the runs of one schedule with the same namespace lists stand. */
const OF_GROUP =
  "facts.cluster = groups.cluster and facts.kind = 'Backup' and facts.namespace = groups.namespace and facts.owner = groups.owner and facts.scope = groups.scope";

/** Runs of one schedule, or manual ones, with the same namespace lists. @internal */
export type RunGroup = Omit<DbFactScopeKey, 'kind'>;

interface DbRunRow {
  cluster: string;
  namespace: string;
  owner: string;
  occurred_at: number | string;
  name: string;
  data: string;
}

/**
 * The newest runs of each group, and its newest completed one even if older.
 * By cluster, newest first within a schedule; runs of the same moment may be a
 * few more.
 *
 * @remarks
 * One statement for 200 groups. It finds the places of the oldest run shown and
 * of the newest completed one in an index, and reads the rows from there on:
 * the cost does not grow with the runs that are kept.
 *
 * @internal
 */
export async function readRuns(options: {
  knex: Knex;
  groups: RunGroup[];
}): Promise<Map<string, BackupFact[]>> {
  const { knex, groups } = options;
  const rows: DbRunRow[] = [];
  for (const chunk of chunked(groups)) {
    rows.push(...(await selectRuns(knex, chunk)));
  }
  const runs = new Map<string, BackupFact[]>();
  for (const row of rows.sort(inOrder)) {
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

function selectRuns(
  knex: Knex,
  groups: RunGroup[],
): Knex.QueryBuilder<DbRunRow, DbRunRow[]> {
  const select = (isWanted: string) =>
    knex('bounds as groups')
      .joinRaw(`join facts on ${OF_GROUP} and ${isWanted}`)
      .select(
        ...['cluster', 'namespace', 'owner', 'occurred_at', 'name', 'data'].map(
          column => `facts.${column}`,
        ),
      );
  return knex
    .with(
      'groups',
      ['cluster', 'namespace', 'owner', 'scope'],
      knex.raw(
        `values ${groups.map(() => '(?, ?, ?, ?)').join(', ')}`,
        groups.flatMap(group => [
          group.cluster,
          group.namespace,
          group.owner,
          group.scope,
        ]),
      ),
    )
    .with(
      'bounds',
      knex('groups').select(
        '*',
        knex.raw(
          `coalesce((select facts.occurred_at from facts where ${OF_GROUP} order by facts.occurred_at desc, facts.name desc limit 1 offset ?), 0) as since`,
          [RUNS_SHOWN - 1],
        ),
        knex.raw(
          `(select facts.occurred_at from facts where ${OF_GROUP} and facts.outcome = 'Completed' order by facts.occurred_at desc, facts.name desc limit 1) as good_at`,
        ),
      ),
    )
    .unionAll([
      select('facts.occurred_at >= groups.since'),
      select(
        "groups.good_at < groups.since and facts.occurred_at = groups.good_at and facts.outcome = 'Completed'",
      ),
    ]);
}

function inOrder(a: DbRunRow, b: DbRunRow): number {
  return (
    compare(a.cluster, b.cluster) ||
    compare(a.namespace, b.namespace) ||
    compare(a.owner, b.owner) ||
    Number(b.occurred_at) - Number(a.occurred_at) ||
    compare(b.name, a.name)
  );
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
