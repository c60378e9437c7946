import type { Knex } from 'knex';
import type { DbFactRow, DbKindStatusRow } from '../../tables';

/**
 * Names of all namespaces of a cluster, or `null` where they are not known to
 * be all.
 *
 * @internal
 */
export async function listNamespaceNames(options: {
  knex: Knex;
  cluster: string;
}): Promise<string[] | null> {
  const { knex, cluster } = options;
  const kind = 'Namespace';
  const status = await knex<DbKindStatusRow>('kind_status')
    .where({ cluster, kind })
    .first('state');
  if (status?.state !== 'synced') {
    return null;
  }
  const rows = await knex<DbFactRow>('facts')
    .where({ cluster, kind })
    .orderBy('name')
    .select('name');
  return rows.map(({ name }) => name);
}
