import { BackupFact } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { breathe } from '../../breathe';
import { chunked } from '../../chunked';
import { toMillis } from '../../dialect';
import { freeze, readFactText } from '../../factText';
import { KnownRuns, RunGroup, runGroupKey, StoredRun } from '../../KnownRuns';
import { DbFactScopeKey, Millis } from '../../tables';

/** How many runs of a schedule a report shows, and so a verdict sees. */
const RUNS_SHOWN = 30;

/** Where the runs of one schedule with the same namespace lists stand. */
const OF_GROUP =
  "facts.cluster = groups.cluster and facts.kind = 'Backup' and facts.namespace = groups.namespace and facts.owner = groups.owner and facts.scope = groups.scope";

const GROUP = ['cluster', 'namespace', 'owner', 'scope'] as const;

const COLUMNS = [
  ...GROUP,
  ...(['occurred_at', 'name', 'data'] as const),
] satisfies readonly (keyof DbRunRow)[];

interface DbRunRow extends Omit<DbFactScopeKey, 'kind'> {
  occurred_at: Millis;
  name: string;
  data: string;
}

/** Runs of some groups, for those who ask for several of them. @internal */
export type RunsOfGroups = (groups: readonly RunGroup[]) => BackupFact[];

/**
 * The newest runs of each group, and its newest completed one even if older:
 * by namespace and schedule, the newest first. Runs of the same moment may be a
 * few more. Groups that are known are not read again.
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
  groups: readonly RunGroup[];
  known: KnownRuns;
}): Promise<RunsOfGroups> {
  const { knex, groups, known } = options;
  const found = new Map<RunGroup, readonly StoredRun[]>();
  const missing: RunGroup[] = [];
  for (const group of groups) {
    const runs = known.get(group);
    if (runs) {
      found.set(group, runs);
    } else {
      missing.push(group);
    }
  }
  for (const chunk of chunked(missing)) {
    const runs = await parseRuns(await selectRuns(knex, chunk));
    for (const group of chunk) {
      const own = runs.get(runGroupKey(group)) ?? [];
      known.set(group, own);
      found.set(group, own);
    }
  }
  return asked => inOrder(asked, group => found.get(group) ?? []);
}

/** By group; in steps, so that thousands do not keep others waiting. */
async function parseRuns(rows: DbRunRow[]): Promise<Map<string, StoredRun[]>> {
  const groups = new Map<string, StoredRun[]>();
  const scopes = new Map<string, BackupFact['scope']>();
  for (const some of chunked(rows)) {
    await breathe();
    for (const row of some) {
      const key = runGroupKey(row);
      const runs = groups.get(key) ?? [];
      groups.set(key, runs);
      runs.push({
        occurredAt: toMillis(row.occurred_at),
        name: row.name,
        fact: freeze(parseRun(row.data, scopes)),
      });
    }
  }
  groups.forEach(runs => runs.sort(newestFirst));
  return groups;
}

function selectRuns(
  knex: Knex,
  groups: readonly RunGroup[],
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
      [...GROUP],
      knex.raw(
        `values ${groups.map(() => '(?, ?, ?, ?)').join(', ')}`,
        groups.flatMap(group => GROUP.map(column => group[column])),
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

/** Most runs of a schedule were told the same, which is a third of what they hold. */
function parseRun(
  text: string,
  scopes: Map<string, BackupFact['scope']>,
): BackupFact {
  const fact = readFactText('Backup', text);
  const key = JSON.stringify(fact.scope);
  const scope = scopes.get(key) ?? fact.scope;
  scopes.set(key, scope);
  return { ...fact, scope };
}

/** The runs of a schedule stand together, whatever namespace lists they had. */
function inOrder(
  asked: readonly RunGroup[],
  runsOf: (group: RunGroup) => readonly StoredRun[],
): BackupFact[] {
  const groups = [...new Set(asked)].sort(bySchedule);
  const facts: BackupFact[] = [];
  for (let begun = 0; begun < groups.length; ) {
    const first = groups[begun];
    let end = begun + 1;
    while (end < groups.length && bySchedule(first, groups[end]) === 0) {
      end += 1;
    }
    const runs = groups.slice(begun, end).flatMap(runsOf);
    // Those of one group are in order already.
    const ordered = end - begun > 1 ? runs.sort(newestFirst) : runs;
    facts.push(...ordered.map(run => run.fact));
    begun = end;
  }
  return facts;
}

function bySchedule(a: RunGroup, b: RunGroup): number {
  return (
    compare(a.cluster, b.cluster) ||
    compare(a.namespace, b.namespace) ||
    compare(a.owner, b.owner)
  );
}

function newestFirst(a: StoredRun, b: StoredRun): number {
  return b.occurredAt - a.occurredAt || compare(b.name, a.name);
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
