import { Knex } from 'knex';
import { DueMarks } from './DueMarks';

/** Marks subjects due, all that a query of ids selects now. @internal */
export async function markDue(options: {
  knex: Knex;
  subjectIds: Knex.QueryBuilder;
}): Promise<void> {
  const { knex, subjectIds } = options;
  const found: { id: string }[] = await subjectIds;
  DueMarks.of(knex).addIds(found.map(({ id }) => id));
}

/** Marks subjects of one type due by name. @internal */
export async function markRefsDue(options: {
  knex: Knex;
  type: 'entity' | 'cluster';
  refs: Iterable<string>;
}): Promise<void> {
  const { knex, type, refs } = options;
  DueMarks.of(knex).concerned.addRefs(type, refs);
}
