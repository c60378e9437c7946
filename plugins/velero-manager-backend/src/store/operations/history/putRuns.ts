import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { toMillis } from '../../dialect';
import { DbHistoryScopeRow, DbRunRow } from '../../historyTables';
import { Millis } from '../../tables';
import { putRecords } from './putRecords';
import { putScopes } from './putScopes';

/** What is known of a run whose Backup has the name of another. */
type KnownRun = Pick<
  DbRunRow,
  | 'engine'
  | 'namespace'
  | 'name'
  | 'uid'
  | 'started_at'
  | 'created_at'
  | 'origin'
>;

/**
 * Adds runs to history, or completes those that are there.
 *
 * @remarks
 * A Backup that was deleted in the cluster comes back from the bucket with
 * another UID (velero pkg/controller/backup_sync_controller.go): one of the same
 * name and start is the same run, and what is known of where and when it was
 * made stays.
 *
 * @internal
 */
export async function putRuns(options: {
  knex: Knex;
  rows: { run: DbRunRow; scope: DbHistoryScopeRow | null }[];
}): Promise<void> {
  const { knex, rows } = options;
  for (const chunk of chunked(rows)) {
    await putScopes({ knex, rows: chunk.flatMap(({ scope }) => scope ?? []) });
    const known = await readNamesakes(
      knex,
      chunk.flatMap(({ run }) => (run.origin === 'local' ? [] : run)),
    );
    const runs = chunk.map(({ run }) => settle(run, known.get(nameOf(run))));
    await putRecords({ knex, table: 'runs', rows: runs });
  }
}

function nameOf({
  engine,
  namespace,
  name,
}: Pick<DbRunRow, 'engine' | 'namespace' | 'name'>): string {
  return JSON.stringify([engine, namespace, name]);
}

async function readNamesakes(
  knex: Knex,
  runs: DbRunRow[],
): Promise<Map<string, KnownRun[]>> {
  const places = new Map<string, DbRunRow[]>();
  for (const run of runs) {
    const key = JSON.stringify([run.cluster, run.engine, run.namespace]);
    places.set(key, [...(places.get(key) ?? []), run]);
  }
  const known = new Map<string, KnownRun[]>();
  for (const all of places.values()) {
    const [{ cluster, engine, namespace }] = all;
    const rows: KnownRun[] = await knex<DbRunRow>('runs')
      .where({ cluster, engine, namespace })
      .whereIn(
        'name',
        all.map(({ name }) => name),
      )
      .select(
        ...(['engine', 'namespace', 'name', 'uid'] as const),
        ...(['started_at', 'created_at', 'origin'] as const),
      );
    for (const row of rows) {
      known.set(nameOf(row), [...(known.get(nameOf(row)) ?? []), row]);
    }
  }
  return known;
}

function settle(run: DbRunRow, known: KnownRun[] = []): DbRunRow {
  const same = known.find(
    ({ uid, started_at }) =>
      uid !== run.uid &&
      started_at !== null &&
      toNumber(started_at) === toNumber(run.started_at),
  );
  return same
    ? {
        ...run,
        uid: same.uid,
        created_at: same.created_at,
        origin: same.origin,
      }
    : run;
}

function toNumber(value: Millis | null): number | null {
  return value === null ? null : toMillis(value);
}
