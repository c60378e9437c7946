import { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import { DbFactRow } from '../../tables';

/** So many are made due at a time; the others have their turn soon after. */
const MOST_AT_ONCE = 500;

/** A fact whose heartbeat stayed out. @internal */
export type StaleFact = Pick<
  DbFactRow,
  'cluster' | 'kind' | 'namespace' | 'name' | 'belongs_to'
> & {
  /** The moment by the clock of its cluster, ms since 1970. */
  now: number | string;
};

/**
 * The facts of clusters in contact whose last heartbeat counts no longer.
 * While a cluster is silent nothing of it can beat, and its verdicts stand still.
 *
 * @internal
 */
export async function findStaleFacts(options: {
  knex: Knex;
  silentAfterMs: number;
}): Promise<StaleFact[]> {
  const { knex, silentAfterMs } = options;
  const ours = nowMillis(knex);
  const now = knex.raw('(? + coalesce(contacts.clock_skew_ms, 0))', [ours]);
  return (
    knex('contacts')
      // SQLite keeps the order of a cross join: clusters first, then the index.
      .joinRaw('cross join facts')
      .whereRaw('facts.cluster = contacts.cluster')
      .where('facts.fresh_until', '<', now)
      .where(
        'contacts.last_contact_at',
        '>',
        knex.raw('? - ?', [ours, silentAfterMs]),
      )
      .limit(MOST_AT_ONCE)
      .select(
        'facts.cluster',
        'facts.kind',
        'facts.namespace',
        'facts.name',
        'facts.belongs_to',
        knex.raw('? as now', [now]),
      )
  );
}
