import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbSubjectRow } from '../../tables';

/**
 * Deletes subjects with their verdicts. Their transitions stay: history
 * outlives its subject.
 *
 * @internal
 */
export async function deleteSubjects(options: {
  knex: Knex;
  type: 'entity' | 'cluster';
  refs: string[];
}): Promise<void> {
  const { knex, type, refs } = options;
  for (const chunk of chunked(refs)) {
    // Locked first, so that no assessment is completed between these statements.
    const rows = await knex<DbSubjectRow>('subjects')
      .where({ type })
      .whereIn('ref', chunk)
      .forUpdate()
      .select('id');
    const subjectIds = rows.map(row => row.id);
    await knex('verdict_parts').whereIn('subject_id', subjectIds).delete();
    await knex('outbox').whereIn('subject_id', subjectIds).delete();
    await knex('assessments').whereIn('subject_id', subjectIds).delete();
    await knex('subjects').whereIn('id', subjectIds).delete();
  }
}
