import { coversNamespace } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { DbHistoryScopeRow } from '../../historyTables';

/**
 * The digests of those namespace lists of some clusters that take one of the
 * namespaces asked for in each, by cluster.
 *
 * @remarks
 * Labels of namespaces are not looked at, nor versions of Velero: of the time
 * at which a run was made nobody knows them any more.
 *
 * @internal
 */
export async function findScopes(options: {
  knex: Knex;
  places: { cluster: string; namespaces: string[] }[];
}): Promise<Map<string, string[]>> {
  const { knex, places } = options;
  if (places.length === 0) {
    return new Map();
  }
  const rows = await knex<DbHistoryScopeRow>('history_scopes')
    .whereIn(
      'cluster',
      places.map(({ cluster }) => cluster),
    )
    .select();
  return new Map(
    places.map(({ cluster, namespaces }) => [
      cluster,
      rows
        .filter(row => row.cluster === cluster && takesOne(row, namespaces))
        .map(({ scope }) => scope),
    ]),
  );
}

function takesOne(row: DbHistoryScopeRow, namespaces: string[]): boolean {
  const included: string[] = JSON.parse(row.included);
  const excluded: string[] = JSON.parse(row.excluded);
  return namespaces.some(
    name =>
      coversNamespace({
        included,
        excluded,
        namespace: { name, labels: null },
        veleroVersion: null,
      }).covered,
  );
}
