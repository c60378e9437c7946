import { Knex } from 'knex';
import { nowMillis } from '../../dialect';

/** The state of contact that assessments store of a cluster that is heard. */
const HEARD = 'connected';

/**
 * The clusters that were in contact when they were judged and have been silent
 * for too long since; but for those that are due anyway.
 *
 * @remarks
 * Contact is written all the time and judged hardly ever: were its end a due time
 * of each cluster, a fleet at rest would be judged anew every few minutes.
 *
 * @internal
 */
export async function findSilentClusters(options: {
  knex: Knex;
  silentAfterMs: number;
}): Promise<string[]> {
  const { knex, silentAfterMs } = options;
  const now = nowMillis(knex);
  return (
    knex('contacts')
      // SQLite keeps the order of cross joins: those few that are silent first.
      .joinRaw('cross join subjects cross join assessments')
      .where({ 'subjects.type': 'cluster' })
      .whereRaw('subjects.ref = contacts.cluster')
      .whereRaw('assessments.subject_id = subjects.id')
      .where(
        'contacts.last_contact_at',
        '<=',
        knex.raw('? - ?', [now, silentAfterMs]),
      )
      .where('assessments.contact_state', HEARD)
      .where(isAsleep =>
        isAsleep
          .whereNull('subjects.due_at')
          .orWhere(waits =>
            waits
              .where('subjects.due_at', '>', now)
              .where({ 'subjects.marked': false }),
          ),
      )
      .pluck('contacts.cluster')
  );
}
