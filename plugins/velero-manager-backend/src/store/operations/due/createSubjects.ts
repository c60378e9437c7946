import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { nowMillis } from '../../dialect';

/** Puts new subjects on the due list, due now; known ones are left alone. @internal */
export async function createSubjects(options: {
  knex: Knex;
  type: 'entity' | 'cluster';
  refs: string[];
}): Promise<void> {
  const { knex, type, refs } = options;
  for (const chunk of chunked(refs)) {
    await knex('subjects')
      .insert(
        chunk.map(ref => ({
          id: randomUUID(),
          type,
          ref,
          due_at: nowMillis(knex),
          marked: true,
          ticket: null,
          claimed_until: null,
        })),
      )
      .onConflict(['type', 'ref'])
      .ignore();
  }
}
