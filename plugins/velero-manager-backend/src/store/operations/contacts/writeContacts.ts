import { Knex } from 'knex';
import { nowMillis, toMillis } from '../../dialect';
import { KindPosition } from '../../positionTypes';
import { DbContactRow, Millis } from '../../tables';
import { markClusterDue } from '../due/markClusterDue';
import { markDue } from '../due/markDue';
import { movePositions } from '../positions/movePositions';

/** A proof that a cluster is seen, and what was learned beside. @internal */
export interface ContactNote {
  cluster: string;
  /** After so long without contact the cluster counted as silent. */
  silentAfterMs: number;
  /** How far its clock is ahead of ours, where that is to be noted. */
  skewMs?: number;
  /** Where watches stand that brought nothing but bookmarks. */
  positions: KindPosition[];
}

/**
 * Notes that clusters proved just now that we see them; call it in a
 * transaction, with one note for each. Only a first contact, one after a
 * failure or a silence, and a clock that moved mark something due: the cluster
 * and whoever was judged by what it holds.
 *
 * @remarks
 * It is most of what a fleet at rest has written, so the statements are as many for
 * a hundred clusters as for one.
 *
 * @internal
 */
export async function writeContacts(options: {
  knex: Knex;
  notes: ContactNote[];
}): Promise<void> {
  const { knex, notes } = options;
  const returning = await findReturning(knex, notes);
  await knex<DbContactRow>('contacts')
    .whereIn(
      'cluster',
      notes.map(({ cluster }) => cluster),
    )
    .update({
      last_contact_at: nowMillis(knex),
      failure: null,
      failing_since: null,
    });
  for (const { cluster, skewMs } of notes) {
    if (skewMs !== undefined) {
      await knex<DbContactRow>('contacts')
        .where({ cluster })
        .update({ clock_skew_ms: Math.round(skewMs) });
      await markClusterDue({ knex, cluster });
    }
  }
  if (returning.length > 0) {
    await markDue({
      knex,
      subjectIds: knex('subjects')
        .where({ type: 'cluster' })
        .whereIn('ref', returning)
        .select('id')
        .unionAll(
          // While they were silent their verdicts stood still.
          knex('verdict_parts')
            .whereIn('cluster', returning)
            .select('subject_id as id'),
        ),
    });
  }
  await movePositions({
    knex,
    positions: notes.flatMap(({ cluster, positions }) =>
      positions.map(position => ({ cluster, ...position })),
    ),
  });
}

/** Those of which we had not heard, or not for long, or only that they fail. */
async function findReturning(
  knex: Knex,
  notes: ContactNote[],
): Promise<string[]> {
  const silentAfterMs = new Map(
    notes.map(note => [note.cluster, note.silentAfterMs]),
  );
  const rows = await knex<DbContactRow>('contacts')
    .whereIn('cluster', [...silentAfterMs.keys()])
    .select<(DbContactRow & { now: Millis })[]>(
      ...(['cluster', 'failing_since', 'last_contact_at'] as const),
      knex.raw('? as now', [nowMillis(knex)]),
    );
  return rows
    .filter(({ cluster, failing_since, last_contact_at, now }) => {
      const heardAt =
        last_contact_at === null ? null : toMillis(last_contact_at);
      const silentSince = toMillis(now) - (silentAfterMs.get(cluster) ?? 0);
      return (
        failing_since !== null || heardAt === null || heardAt < silentSince
      );
    })
    .map(({ cluster }) => cluster);
}
