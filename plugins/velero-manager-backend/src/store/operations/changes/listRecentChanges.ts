import type { Knex } from 'knex';
import type { ChangeRecord } from '../../changeTypes';
import type { DbChangeRow } from '../../changeTables';
import { withClusters } from './changeClusters';
import { ofClusters } from './ofClusters';

/** More changes of its clusters than this no card has to choose from. */
const MOST = 100;

/**
 * The newest changes of some clusters whose journey goes on, or came to its
 * good end since a moment.
 *
 * @internal
 */
export async function listRecentChanges(options: {
  knex: Knex;
  clusters: string[];
  since: Date;
}): Promise<ChangeRecord[]> {
  const { knex, clusters, since } = options;
  if (clusters.length === 0) {
    return [];
  }
  const rows = await knex<DbChangeRow>('changes')
    .where(ofClusters(knex, clusters))
    .whereNull('closed_at')
    .where(query =>
      query
        .where(ended =>
          ended.whereNull('first_run_good_at').whereNotNull('due_at'),
        )
        // The last of its moments: not every journey goes as far as a run.
        .orWhere(
          knex.raw(
            'coalesce(first_run_good_at, accepted_at, applied_at, merged_at)',
          ),
          '>=',
          since.getTime(),
        ),
    )
    .orderBy('proposed_at', 'desc')
    .limit(MOST)
    .select();
  return withClusters(knex, rows);
}
