import { Knex } from 'knex';
import { DbKindStatusRow, DbPositionRow } from '../../tables';
import { FoundKinds } from '../../types';
import { requireCluster } from '../clusters/requireCluster';
import { markClusterDue } from '../due/markClusterDue';
import { applyDelta } from '../facts/applyDelta';
import { pendingKindStatus } from './pendingKindStatus';

/**
 * Notes which kinds a cluster does not serve, of which nothing is known any
 * more, and of which others it is about to be read for the first time. Call it
 * in a transaction. Most clusters lack half of all kinds, so they are noted
 * together, and what was known before is not written again.
 *
 * @internal
 */
export async function writeFoundKinds(options: {
  knex: Knex;
  cluster: string;
  found: FoundKinds;
}): Promise<void> {
  const { knex, cluster, found } = options;
  await requireCluster({ knex, cluster });
  await writePendingKinds(options);
  const kinds = found.absent;
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
    .merge(['state', 'message', 'synced_at', 'malformed', 'awaited']);
  await markClusterDue({ knex, cluster });
}

async function writePendingKinds(options: {
  knex: Knex;
  cluster: string;
  found: FoundKinds;
}): Promise<void> {
  const { knex, cluster, found } = options;
  if (found.pending.length > 0) {
    await knex<DbKindStatusRow>('kind_status')
      .insert(
        found.pending.map(kind => ({
          ...pendingKindStatus({ cluster, kind }),
          awaited: true,
        })),
      )
      .onConflict(['cluster', 'kind'])
      .ignore();
  }
}
