import { NamespaceLists } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbHistoryScopeRow } from '../../historyTables';

/**
 * The namespace lists of some runs or restores.
 *
 * @returns a function that finds those of one
 * @internal
 */
export async function readScopes(options: {
  knex: Knex;
  rows: { cluster: string; scope: string | null }[];
}): Promise<
  (row: { cluster: string; scope: string | null }) => NamespaceLists | null
> {
  const { knex, rows } = options;
  const byCluster = new Map<string, Set<string>>();
  for (const { cluster, scope } of rows) {
    if (scope !== null) {
      byCluster.set(cluster, (byCluster.get(cluster) ?? new Set()).add(scope));
    }
  }
  const found = new Map<string, NamespaceLists>();
  for (const chunk of chunked([...byCluster])) {
    const lists = await knex<DbHistoryScopeRow>('history_scopes')
      .where(any =>
        chunk.forEach(([cluster, scopes]) =>
          any.orWhere(one =>
            one.where({ cluster }).whereIn('scope', [...scopes]),
          ),
        ),
      )
      .select();
    for (const row of lists) {
      found.set(keyOf(row), {
        included: JSON.parse(row.included),
        excluded: JSON.parse(row.excluded),
      });
    }
  }
  return row => found.get(keyOf(row)) ?? null;
}

function keyOf(row: { cluster: string; scope: string | null }): string {
  return JSON.stringify([row.cluster, row.scope]);
}
