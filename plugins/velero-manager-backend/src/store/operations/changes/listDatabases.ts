import type { DatabaseName } from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Knex } from 'knex';
import type { DbFactRow, DbKindStatusRow } from '../../tables';

/**
 * All PostgreSQL clusters of a cluster, none where it does not know that kind,
 * or `null` where they are not known to be all.
 *
 * @internal
 */
export async function listDatabases(options: {
  knex: Knex;
  cluster: string;
}): Promise<DatabaseName[] | null> {
  const { knex, cluster } = options;
  const kind = 'PostgresCluster';
  const status = await knex<DbKindStatusRow>('kind_status')
    .where({ cluster, kind })
    .first('state');
  if (status?.state === 'absent') return [];
  if (status?.state !== 'synced') return null;
  return knex<DbFactRow>('facts')
    .where({ cluster, kind })
    .orderBy(['namespace', 'name'])
    .select('namespace', 'name');
}
