import type { Knex } from 'knex';
import { toMillis } from '../../dialect';
import type { OutboxItem } from '../../outboxTypes';
import type { DbTransitionRow, Millis } from '../../tables';
import { toTransition } from '../transitions/toTransition';
import type { ClaimedOutboxRow } from './claimOutbox';

/** A part of a verdict that is unknown, with what was last heard of its cluster. */
interface UnknownPart {
  subject_id: string;
  protection_state: string | null;
  sync_state: string | null;
  last_contact_at: Millis | null;
}

/** How people call a subject, and whose it is. */
interface SubjectName {
  id: string;
  title: string;
  owner: string | null;
}

/** Reads how claimed aspects stand; what has left meanwhile is not there. @internal */
export async function loadOutboxItems(options: {
  knex: Knex;
  rows: ClaimedOutboxRow[];
  silentAfterMs: number;
}): Promise<OutboxItem[]> {
  const { knex, rows, silentAfterMs } = options;
  if (rows.length === 0) {
    return [];
  }
  const ids = [...new Set(rows.map(row => row.subject_id))];
  const now = toMillis(rows[0].now);
  const transitions = await readTransitions(knex, rows);
  const names = await readNames(knex, ids);
  const unknown = await readUnknownParts(knex, ids);
  const isHeard = ({ last_contact_at: at }: UnknownPart) =>
    at !== null && now - toMillis(at) < silentAfterMs;
  return rows.flatMap(row => {
    const transition = transitions.get(String(row.transition_id));
    const name = names.get(row.subject_id);
    if (!transition || !name) {
      return [];
    }
    const parts = unknown.filter(
      part =>
        part.subject_id === row.subject_id &&
        row.aspect !== 'contact' &&
        part[`${row.aspect}_state`] === 'UNKNOWN',
    );
    return [
      {
        consumer: row.consumer,
        type: transition.type,
        ref: transition.ref,
        subjectId: row.subject_id,
        aspect: row.aspect,
        title: name.title,
        owner: name.owner,
        told: row.told_state,
        transition,
        pendingSince: new Date(toMillis(row.pending_since ?? row.now)),
        attempts: row.attempts,
        isSilent: parts.length > 0 && !parts.some(isHeard),
        now: new Date(now),
        ticket: row.ticket ?? '',
      },
    ];
  });
}

async function readTransitions(knex: Knex, rows: ClaimedOutboxRow[]) {
  const found = await knex<DbTransitionRow>('transitions')
    .whereIn(
      'id',
      rows.map(row => row.transition_id),
    )
    .select();
  return new Map(found.map(row => [String(row.id), toTransition(row)]));
}

async function readNames(knex: Knex, ids: string[]) {
  const entities: SubjectName[] = await knex('subjects')
    .join('entities', 'entities.entity_ref', 'subjects.ref')
    .where('subjects.type', 'entity')
    .whereIn('subjects.id', ids)
    .select('subjects.id', 'entities.title', 'entities.owner');
  const clusters: SubjectName[] = await knex('subjects')
    .join('clusters', 'clusters.name', 'subjects.ref')
    .where('subjects.type', 'cluster')
    .whereIn('subjects.id', ids)
    .select('subjects.id', 'clusters.title', knex.raw('null as owner'));
  return new Map([...entities, ...clusters].map(name => [name.id, name]));
}

async function readUnknownParts(
  knex: Knex,
  ids: string[],
): Promise<UnknownPart[]> {
  return knex('verdict_parts')
    .leftJoin('contacts', 'contacts.cluster', 'verdict_parts.cluster')
    .whereIn('verdict_parts.subject_id', ids)
    .andWhere(unknown =>
      unknown
        .where('verdict_parts.protection_state', 'UNKNOWN')
        .orWhere('verdict_parts.sync_state', 'UNKNOWN'),
    )
    .select(
      'verdict_parts.subject_id',
      'verdict_parts.protection_state',
      'verdict_parts.sync_state',
      'contacts.last_contact_at',
    );
}
