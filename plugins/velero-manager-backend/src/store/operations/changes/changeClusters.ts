import type { Knex } from 'knex';
import type {
  ChangeRecord,
  ClusterLag,
  ClusterProgress,
  ExpectedInCluster,
} from '../../changeTypes';
import { chunked } from '../../chunked';
import { toDate } from '../../dialect';
import type { DbChangeClusterRow, DbChangeRow } from '../../changeTables';
import { toChangeRecord } from './changeRow';

/** The changes that rows hold, each with its clusters. @internal */
export async function withClusters(
  knex: Knex,
  rows: DbChangeRow[],
): Promise<ChangeRecord[]> {
  const byChange = new Map<string, ClusterProgress[]>();
  for (const ids of chunked(rows.map(({ id }) => id))) {
    const found = await knex<DbChangeClusterRow>('change_clusters')
      .whereIn('change_id', ids)
      .orderBy('ordinal')
      .select();
    for (const row of found) {
      const clusters = byChange.get(row.change_id) ?? [];
      byChange.set(row.change_id, [...clusters, toClusterProgress(row)]);
    }
  }
  return rows.map(row => toChangeRecord(row, byChange.get(row.id) ?? []));
}

/** Writes which clusters a new plan is about; call it in a transaction. @internal */
export async function putClustersOfChange(options: {
  knex: Knex;
  id: string;
  clusters: ExpectedInCluster[];
}): Promise<void> {
  const { knex, id, clusters } = options;
  await knex<DbChangeClusterRow>('change_clusters')
    .where({ change_id: id })
    .delete();
  const rows = clusters.map(
    (expected, ordinal): DbChangeClusterRow => ({
      change_id: id,
      cluster: expected.cluster,
      ordinal,
      identity: expected.identity,
      schedules: JSON.stringify(expected.schedules),
      objects: JSON.stringify(expected.objects),
      ...{ applied_at: null, accepted_at: null, first_run_good_at: null },
      lag: null,
    }),
  );
  for (const chunk of chunked(rows)) {
    await knex<DbChangeClusterRow>('change_clusters').insert(chunk);
  }
}

/** Writes how far a change has come in those clusters where that is new. @internal */
export async function advanceClusters(options: {
  knex: Knex;
  id: string;
  before: ClusterProgress[];
  after: ClusterProgress[];
}): Promise<void> {
  const { knex, id, before, after } = options;
  for (const progress of after) {
    const { cluster } = progress;
    const moved = toProgressColumns(progress);
    const known = before.find(one => one.cluster === cluster);
    const isNew =
      !known ||
      JSON.stringify(toProgressColumns(known)) !== JSON.stringify(moved);
    if (isNew) {
      await knex<DbChangeClusterRow>('change_clusters')
        .where({ change_id: id, cluster })
        .update(moved);
    }
  }
}

function toProgressColumns(progress: ClusterProgress) {
  const { appliedAt, acceptedAt, firstRunGoodAt, lag } = progress;
  return {
    applied_at: appliedAt && appliedAt.getTime(),
    accepted_at: acceptedAt && acceptedAt.getTime(),
    first_run_good_at: firstRunGoodAt && firstRunGoodAt.getTime(),
    lag: lag && JSON.stringify(lag),
  };
}

/** Those that were written before lags told of first runs, and of their grace, have none of that. */
function toLag(text: string): ClusterLag {
  const unknown = {
    lastContactAt: null,
    firstRunDueAt: null,
    firstRunLateAt: null,
    runningSince: null,
  };
  return { ...unknown, ...JSON.parse(text) };
}

function toClusterProgress(row: DbChangeClusterRow): ClusterProgress {
  return {
    cluster: row.cluster,
    identity: row.identity,
    schedules: JSON.parse(row.schedules),
    objects: JSON.parse(row.objects),
    appliedAt: toDate(row.applied_at),
    acceptedAt: toDate(row.accepted_at),
    firstRunGoodAt: toDate(row.first_run_good_at),
    lag: row.lag === null ? null : toLag(row.lag),
  };
}
