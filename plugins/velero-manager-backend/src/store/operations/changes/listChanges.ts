import type { Knex } from 'knex';
import type {
  ChangeFilter,
  ChangePosition,
  ChangeRecord,
} from '../../changeTypes';
import type { DbChangeRow } from '../../changeTables';
import { withClusters } from './changeClusters';
import { ofClusters } from './ofClusters';

/**
 * One page of the changes that match, newest first, and how many match.
 *
 * @internal
 */
export async function listChanges(options: {
  knex: Knex;
  filter: ChangeFilter;
  limit: number;
  after: ChangePosition | null;
}): Promise<{ changes: ChangeRecord[]; total: number; more: boolean }> {
  const { knex, limit, after } = options;
  const { cluster: clusters, ...filter } = options.filter;
  const matching = () =>
    knex<DbChangeRow>('changes').where(query => {
      for (const [column, values] of Object.entries(filter)) {
        if (values.length > 0) {
          query.whereIn(column, values);
        }
      }
      if (clusters.length > 0) {
        query.andWhere(ofClusters(knex, clusters));
      }
    });
  const [{ total }] = await matching().count({ total: '*' });
  const rows = await matching()
    .where(query => {
      if (after) {
        query
          .where('proposed_at', '<', after.proposedAt)
          .orWhere(same =>
            same
              .where('proposed_at', after.proposedAt)
              .where('id', '<', after.id),
          );
      }
    })
    .orderBy([
      { column: 'proposed_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit + 1)
    .select();
  return {
    changes: await withClusters(knex, rows.slice(0, limit)),
    total: Number(total),
    more: rows.length > limit,
  };
}
