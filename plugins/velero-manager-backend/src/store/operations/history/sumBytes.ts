import {
  CopiedBytes,
  VolumeCopyRecord,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { toMillis } from '../../dialect';
import { DbVolumeCopyRow } from '../../historyTables';
import { Millis } from '../../tables';

const DAY_MS = 86_400_000;

/** The name of a run is that of its schedule, `-` and 14 digits. */
const SCHEDULE =
  "case when backup like '%-______________' then substr(backup, 1, length(backup) - 15) end";

/** What was copied in one cluster in a window, by day, way, place and schedule. @internal */
export async function sumBytes(options: {
  knex: Knex;
  cluster: string;
  since: Date;
  until: Date;
}): Promise<CopiedBytes[]> {
  const { knex, cluster, since, until } = options;
  const rows: (Pick<
    DbVolumeCopyRow,
    'path' | 'namespace' | 'storage_location'
  > & {
    schedule: string | null;
  } & Record<'day' | 'copies' | 'done' | 'total', Millis>)[] = await knex(
    'volume_copies',
  )
    .where({ cluster })
    .where('occurred_at', '>=', since.getTime())
    .where('occurred_at', '<', until.getTime())
    .groupBy('day', 'path', 'storage_location', 'namespace', 'schedule')
    .orderBy(['day', 'path', 'storage_location', 'namespace'])
    .select(
      ...['path', 'storage_location', 'namespace'],
      knex.raw(`${SCHEDULE} as schedule`),
      // Whole numbers: both databases then divide without a rest.
      knex.raw(`occurred_at / ${DAY_MS} as day`),
      knex.raw('count(*) as copies'),
      knex.raw('sum(coalesce(bytes_done, 0)) as done'),
      knex.raw('sum(coalesce(bytes_total, 0)) as total'),
    );
  return rows.map(row => ({
    day: new Date(toMillis(row.day) * DAY_MS).toISOString().slice(0, 10),
    // Written from records, and so one of their words.
    path: row.path as VolumeCopyRecord['path'],
    namespace: row.namespace,
    schedule: row.schedule,
    storageLocation: row.storage_location,
    copies: toMillis(row.copies),
    bytesDone: toMillis(row.done),
    bytesTotal: toMillis(row.total),
  }));
}
