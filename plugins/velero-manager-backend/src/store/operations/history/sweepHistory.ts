import { Knex } from 'knex';
import { HISTORY_KEYS, HistoryTables } from '../../historyTables';
import { Retention } from '../../historyTypes';
import { DbTransitionRow } from '../../tables';
import { transact } from '../../transact';
import { readNow } from '../readNow';
import { pruneScopes } from './pruneScopes';

/** Deleted in a few milliseconds, so that nobody waits for a lock. */
const BATCH = 500;

/**
 * Deletes what is older than it is kept, a few hundred rows at a time.
 *
 * @remarks
 * Cluster by cluster, because the large tables are indexed by cluster and time:
 * an index by time alone would cost every write something for what happens four
 * times a day.
 *
 * @returns how many rows went
 * @internal
 */
export async function sweepHistory(options: {
  knex: Knex;
  retention: Retention;
  signal?: AbortSignal;
}): Promise<number> {
  const { knex, retention, signal } = options;
  const now = (await readNow(knex)).getTime();
  const ages: [keyof HistoryTables, number][] = [
    ['runs', retention.runsMs],
    ['restores', retention.runsMs],
    ['delete_requests', retention.runsMs],
    ['volume_copies', retention.bytesMs],
    ['sync_operations', retention.syncOperationsMs],
  ];
  let swept = 0;
  for (const [table, ms] of ages) {
    swept += await sweepTable({ knex, table, before: now - ms, signal });
  }
  const before = now - retention.transitionsMs;
  return swept + (await sweepTransitions({ knex, before, signal }));
}

async function sweepTable(options: {
  knex: Knex;
  table: keyof HistoryTables;
  before: number;
  signal?: AbortSignal;
}): Promise<number> {
  const { knex, table, before, signal } = options;
  let swept = 0;
  for (
    let cluster = await nextCluster(knex, table, '');
    cluster !== null;
    cluster = await nextCluster(knex, table, cluster)
  ) {
    const old = oldRows({ knex, table, cluster, before });
    const deleted = await inSteps(knex, signal, tx =>
      tx(table).whereIn(HISTORY_KEYS[table], old).delete(),
    );
    if (deleted > 0 && (table === 'runs' || table === 'restores')) {
      const from = { cluster };
      await transact(knex, tx => pruneScopes({ knex: tx, ...from }));
    }
    swept += deleted;
  }
  return swept;
}

/** The clusters that a table knows may be others than those that are watched. */
async function nextCluster(
  knex: Knex,
  table: keyof HistoryTables,
  after: string,
): Promise<string | null> {
  const row = await knex(table)
    .where('cluster', '>', after)
    .min({ cluster: 'cluster' })
    .first();
  return row?.cluster ?? null;
}

function oldRows(options: {
  knex: Knex;
  table: keyof HistoryTables;
  cluster: string;
  before: number;
}): Knex.QueryBuilder {
  const { knex, table, cluster, before } = options;
  return knex(table)
    .where({ cluster })
    .where('occurred_at', '<', before)
    .modify(query => {
      if (table === 'runs') {
        query.whereNotNull('gone_at');
      }
    })
    .orderBy('occurred_at')
    .limit(BATCH)
    .select(HISTORY_KEYS[table]);
}

function sweepTransitions(options: {
  knex: Knex;
  before: number;
  signal?: AbortSignal;
}): Promise<number> {
  const { knex, before, signal } = options;
  return inSteps(knex, signal, async tx => {
    const old = await tx<DbTransitionRow>('transitions')
      .where('at', '<', before)
      .orderBy('at')
      .limit(BATCH)
      .select('id');
    return old.length === 0
      ? 0
      : tx<DbTransitionRow>('transitions')
          .whereIn(
            'id',
            old.map(({ id }) => id),
          )
          .delete();
  });
}

async function inSteps(
  knex: Knex,
  signal: AbortSignal | undefined,
  step: (tx: Knex) => PromiseLike<number>,
): Promise<number> {
  let total = 0;
  for (let deleted = BATCH; deleted === BATCH && !signal?.aborted; ) {
    deleted = await transact(knex, async tx => step(tx));
    total += deleted;
  }
  return total;
}
