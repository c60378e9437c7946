import type { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import type { Transition } from '../../types';

/**
 * Marks due what each consumer is to be told, in one statement; call it in the
 * transaction that writes the transitions, at most one an aspect of a subject.
 *
 * @remarks
 * Whatever order transactions become visible in, none can be overlooked: the
 * mark comes with the transition. All transitions of one subject are written
 * under the lock of its row on the due list, so the newest of an aspect is
 * always the one with the greatest id. One whose telling fails keeps the moment
 * of its next attempt, or a subject that flickers would be tried without pause.
 *
 * @internal
 */
export async function fillOutbox(options: {
  knex: Knex;
  transitions: Transition[];
}): Promise<void> {
  const { knex, transitions } = options;
  if (transitions.length === 0) {
    return;
  }
  // The query builder forgets `on conflict` after a `select` on SQLite.
  await knex.raw(
    `insert into outbox (subject_id, aspect, consumer, told_state,
        transition_id, pending_since, due_at, attempts)
      select transitions.subject_id, transitions.aspect, outbox_consumers.name,
        transitions.from_state, transitions.id, transitions.at, ?, 0
      from transitions cross join outbox_consumers
      where transitions.id in (${transitions.map(() => '?').join(', ')})
      on conflict (subject_id, aspect, consumer) do update set
        transition_id = excluded.transition_id,
        pending_since = coalesce(outbox.pending_since, excluded.pending_since),
        due_at = case when outbox.attempts > 0 then outbox.due_at
          else excluded.due_at end`,
    [nowMillis(knex), ...transitions.map(({ id }) => id)],
  );
}
