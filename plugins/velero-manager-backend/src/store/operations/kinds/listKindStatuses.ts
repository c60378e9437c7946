import {
  FactKind,
  KindStatus,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { toInstant } from '../../dialect';
import { DbKindStatusRow } from '../../tables';

/** The status of a kind with the number of its facts. @internal */
export type CountedKindStatus = KindStatus & { objects: number };

/** The statuses of the kinds of clusters, by cluster. @internal */
export async function listKindStatuses(options: {
  knex: Knex;
  clusters: string[] | Knex.QueryBuilder;
}): Promise<Map<string, Partial<Record<FactKind, CountedKindStatus>>>> {
  const { knex, clusters } = options;
  const rows = await knex<DbKindStatusRow>('kind_status')
    .modify(query => query.whereIn('cluster', clusters as string[]))
    .select();
  const statuses = new Map<
    string,
    Partial<Record<FactKind, CountedKindStatus>>
  >();
  for (const row of rows) {
    statuses.set(row.cluster, {
      ...statuses.get(row.cluster),
      [row.kind]: toKindStatus(row),
    });
  }
  return statuses;
}

function toKindStatus(row: DbKindStatusRow): CountedKindStatus {
  return {
    state: row.state as KindStatus['state'],
    message: row.message,
    syncedAt: toInstant(row.synced_at),
    malformed: row.malformed,
    objects: row.objects,
  };
}
