import {
  protectionStates,
  syncStates,
} from '@velero-manager/backstage-plugin-velero-manager-common';
import type { Knex } from 'knex';
import { nowMillis } from '../../dialect';

/** The states of each aspect, worst first: a state is stored here as its place. @internal */
export const statesOf: Record<'protection' | 'sync', readonly string[]> = {
  protection: protectionStates,
  sync: syncStates,
};

/**
 * Selects the subjects of a type, each with the place of its worst state of
 * each aspect in {@link statesOf}, as `protection` and `sync`: the parts of its
 * verdict rolled up, those of clusters that are silent or were never heard as
 * UNKNOWN. It is in the database what `rollUp` of the domain is, so that 10,000
 * verdicts need not be read to be counted.
 *
 * @internal
 */
export function rankedSubjects(options: {
  knex: Knex;
  type: 'entity' | 'cluster';
  silentAfterMs: number;
}): Knex.QueryBuilder {
  const { knex, type } = options;
  return knex('verdict_parts')
    .join('subjects', 'subjects.id', 'verdict_parts.subject_id')
    .leftJoin('contacts', 'contacts.cluster', 'verdict_parts.cluster')
    .where('subjects.type', type)
    .groupBy('verdict_parts.subject_id', 'subjects.ref')
    .select(
      'subjects.ref',
      worstRank({ ...options, aspect: 'protection' }),
      worstRank({ ...options, aspect: 'sync' }),
    );
}

/** The place of the worst state, or null where nothing was judged. */
function worstRank(options: {
  knex: Knex;
  aspect: 'protection' | 'sync';
  silentAfterMs: number;
}): Knex.Raw {
  const { knex, aspect, silentAfterMs } = options;
  const states = statesOf[aspect];
  const column = `verdict_parts.${aspect}_state`;
  const unknown = states.indexOf('UNKNOWN');
  // Places stand in the text: as parameters PostgreSQL would take them for words.
  return knex.raw(
    `min(case
      when ?? is null then null
      when verdict_parts.cluster <> ''
        and (contacts.last_contact_at is null or contacts.last_contact_at <= ? - ?)
      then ${unknown}
      else case ?? ${states
        .map((_, rank) => `when ? then ${rank}`)
        .join(' ')} else ${unknown} end end) as ??`,
    [column, nowMillis(knex), silentAfterMs, column, ...states, aspect],
  );
}
