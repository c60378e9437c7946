import { FactKind } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { DbPositionRow } from '../../tables';
import { KindPosition } from '../../types';

/** Where the watches of a cluster stand with what is stored. @internal */
export async function listPositions(options: {
  knex: Knex;
  cluster: string;
}): Promise<KindPosition[]> {
  const { knex, cluster } = options;
  const rows = await knex<DbPositionRow>('positions')
    .where({ cluster })
    .orderBy(['kind', 'namespace'])
    .select();
  return rows.map(row => ({
    // Written from facts of that kind.
    kind: row.kind as FactKind,
    namespace: row.namespace,
    resourceVersion: row.resource_version,
    basis: row.basis,
  }));
}
