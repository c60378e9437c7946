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
 * Selects the subjects of a type, each with the place of its worst state in
 * {@link statesOf}: the parts of its verdict rolled up, those of clusters that
 * are silent or were never heard as UNKNOWN. It is in the database what `rollUp`
 * of the domain is, so that 10,000 verdicts need not be read to be counted.
 *
 * @internal
 */
export function rankedSubjects(options: {
  knex: Knex;
  type: 'entity' | 'cluster';
  aspect: 'protection' | 'sync';
  silentAfterMs: number;
}): Knex.QueryBuilder {
  const { knex, type, aspect, silentAfterMs } = options;
  const states = statesOf[aspect];
  const column = `verdict_parts.${aspect}_state`;
  const rank = knex.raw(
    `min(case
      when verdict_parts.cluster <> ''
        and (contacts.last_contact_at is null or contacts.last_contact_at <= ? - ?)
      then ? else case ?? ${states
        .map(() => 'when ? then ?')
        .join(' ')} else ? end end) as rank`,
    [
      nowMillis(knex),
      silentAfterMs,
      states.indexOf('UNKNOWN'),
      column,
      ...states.flatMap((state, i) => [state, i]),
      states.indexOf('UNKNOWN'),
    ],
  );
  return knex('verdict_parts')
    .join('subjects', 'subjects.id', 'verdict_parts.subject_id')
    .leftJoin('contacts', 'contacts.cluster', 'verdict_parts.cluster')
    .where('subjects.type', type)
    .whereNotNull(column)
    .groupBy('verdict_parts.subject_id', 'subjects.ref')
    .select('subjects.ref', rank);
}
