import { FactKind } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { DbKindStatusRow, DbPositionRow } from '../../tables';
import { StoredPosition } from '../../positionTypes';

/** Where the watches of a cluster stand with what is stored. @internal */
export async function listPositions(options: {
  knex: Knex;
  cluster: string;
}): Promise<StoredPosition[]> {
  const { knex, cluster } = options;
  const rows = await knex<DbPositionRow>('positions')
    .where({ cluster })
    .orderBy(['kind', 'namespace'])
    .select();
  const synced = await knex<DbKindStatusRow>('kind_status')
    .where({ cluster, state: 'synced' })
    .whereNull('message')
    .select('kind');
  const isSynced = new Set(synced.map(({ kind }) => kind));
  return rows.map(row => ({
    // Written from facts of that kind.
    kind: row.kind as FactKind,
    namespace: row.namespace,
    resourceVersion: row.resource_version,
    basis: row.basis,
    isSynced: isSynced.has(row.kind),
  }));
}
