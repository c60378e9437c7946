import type { Knex } from 'knex';
import { nowMillis } from '../../dialect';
import type { DbChangeRow } from '../../changeTables';

/** Has the change of a pull request looked at now, if there is one. @internal */
export async function markChangeDue(options: {
  knex: Knex;
  repository: string;
  number: number;
}): Promise<void> {
  const { knex, repository, number } = options;
  await knex<DbChangeRow>('changes')
    .where({ repository, number })
    .update({ due_at: nowMillis(knex) });
}
