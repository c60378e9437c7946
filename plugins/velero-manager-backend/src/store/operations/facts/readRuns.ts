import { BackupFact } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { breathe } from '../../breathe';
import { chunked } from '../../chunked';
import { readFactText } from '../../factText';
import { DbFactScopeKey, Millis } from '../../tables';
import { OrderedIndex } from './OrderedIndex';

/** How many runs of a schedule a report shows, and so a verdict sees. */
const RUNS_SHOWN = 30;

/** Where the runs of one schedule with the same namespace lists stand. */
const OF_GROUP =
  "facts.cluster = groups.cluster and facts.kind = 'Backup' and facts.namespace = groups.namespace and facts.owner = groups.owner and facts.scope = groups.scope";

/** Runs of one schedule, or manual ones, with the same namespace lists. @internal */
export type RunGroup = Omit<DbFactScopeKey, 'kind'>;

const COLUMNS = [
  'cluster',
  'namespace',
  'owner',
  'scope',
  'occurred_at',
  'name',
  'data',
] as const satisfies readonly (keyof DbRunRow)[];

interface DbRunRow extends RunGroup {
  occurred_at: Millis;
  name: string;
  data: string;
}

/** A run and where it is kept. @internal */
export interface LocatedRun {
  cluster: string;
  run: BackupFact;
}

/** Names a group among those of all clusters. @internal */
export function runGroupKey(group: RunGroup): string {
  const { cluster, namespace, owner, scope } = group;
  return JSON.stringify([cluster, namespace, owner, scope]);
}

/**
 * The newest runs of each group, and its newest completed one even if older, by
 * {@link runGroupKey}. By cluster, newest first within a schedule; runs of the
 * same moment may be a few more.
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
}): Promise<OrderedIndex<LocatedRun>> {
  const { knex, groups } = options;
  const rows: DbRunRow[] = [];
  for (const chunk of chunked(groups)) {
    rows.push(...(await selectRuns(knex, chunk)));
  }
  const runs: (RunGroup & LocatedRun)[] = [];
  for (const some of chunked(rows.sort(inOrder))) {
    await breathe();
    runs.push(
      ...some.map(({ data, ...group }) => ({
        ...group,
        run: readFactText('Backup', data),
      })),
    );
  }
  return OrderedIndex.create(runs, runGroupKey);
}

function selectRuns(
  knex: Knex,
  groups: RunGroup[],
): Knex.QueryBuilder<DbRunRow, DbRunRow[]> {
  const select = (isWanted: string) =>
    knex('bounds as groups')
      // SQLite keeps the order of a cross join: groups first, then the index.
      .joinRaw('cross join facts')
      .whereRaw(`${OF_GROUP} and ${isWanted}`)
      .select(...COLUMNS.map(column => `facts.${column}`));
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
    .withMaterialized(
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
