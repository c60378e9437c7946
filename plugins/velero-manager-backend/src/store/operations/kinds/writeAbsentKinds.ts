import { FactKind } from '@velero-manager/backstage-plugin-velero-manager-common';
import { Knex } from 'knex';
import { DbKindStatusRow, DbPositionRow } from '../../tables';
import { requireCluster } from '../clusters/requireCluster';
import { markClusterDue } from '../due/markClusterDue';
import { applyDelta } from '../facts/applyDelta';
import { pendingKindStatus } from './pendingKindStatus';

/**
 * Notes which kinds a cluster does not serve: what was known of them is gone.
 * Call it in a transaction. Most clusters lack half of all kinds, so they are
 * noted together, and what was known before is not written again.
 *
 * @internal
 */
export async function writeAbsentKinds(options: {
  knex: Knex;
  cluster: string;
  kinds: FactKind[];
}): Promise<void> {
  const { knex, cluster, kinds } = options;
  await requireCluster({ knex, cluster });
  const stored = new Map(
    (
      await knex<DbKindStatusRow>('kind_status')
        .where({ cluster })
        .whereIn('kind', kinds)
        .select()
    ).map(row => [row.kind, row]),
  );
  const changed = kinds.filter(kind => {
    const row = stored.get(kind);
    return row?.state !== 'absent' || row.objects > 0;
  });
  if (changed.length === 0) {
    return;
  }
  for (const kind of changed.filter(one => stored.get(one)?.objects)) {
    await applyDelta({
      knex,
      scope: { cluster, kind },
      delta: { type: 'replaced', rows: [], malformed: 0 },
    });
  }
  await knex<DbPositionRow>('positions')
    .where({ cluster })
    .whereIn('kind', changed)
    .delete();
  await knex<DbKindStatusRow>('kind_status')
    .insert(
      changed.map(kind => ({
        ...pendingKindStatus({ cluster, kind }),
        state: 'absent',
      })),
    )
    .onConflict(['cluster', 'kind'])
    .merge(['state', 'message', 'synced_at', 'malformed']);
  await markClusterDue({ knex, cluster });
}
