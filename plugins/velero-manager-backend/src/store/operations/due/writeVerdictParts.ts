import { isDeepStrictEqual } from 'node:util';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbVerdictPartRow } from '../../tables';
import { toVerdictPart, toVerdictPartRow } from '../../verdictPartRow';
import { VerdictPart } from '../../types';

/**
 * Makes the stored parts of subjects, by their ids, equal to those of their
 * assessments; equal ones, which is the rule, are not written.
 *
 * @internal
 */
export async function writeVerdictParts(options: {
  knex: Knex;
  parts: Map<string, VerdictPart[]>;
}): Promise<void> {
  const { knex, parts } = options;
  const stored = new Map<string, VerdictPart[]>();
  const rows = await knex<DbVerdictPartRow>('verdict_parts')
    .whereIn('subject_id', [...parts.keys()])
    .orderBy(['subject_id', 'ordinal'])
    .select();
  for (const row of rows) {
    const known = stored.get(row.subject_id) ?? [];
    known.push(toVerdictPart(row));
    stored.set(row.subject_id, known);
  }
  const changed = [...parts].filter(
    ([subjectId, wanted]) =>
      !isDeepStrictEqual(
        stored.get(subjectId) ?? [],
        // As they would be read: without what cannot be stored.
        toRows(subjectId, wanted).map(toVerdictPart),
      ),
  );
  if (changed.length === 0) {
    return;
  }
  await knex('verdict_parts')
    .whereIn(
      'subject_id',
      changed.map(([subjectId]) => subjectId),
    )
    .delete();
  for (const chunk of chunked(
    changed.flatMap(([subjectId, wanted]) => toRows(subjectId, wanted)),
  )) {
    await knex<DbVerdictPartRow>('verdict_parts').insert(chunk);
  }
}

function toRows(subjectId: string, parts: VerdictPart[]): DbVerdictPartRow[] {
  return parts.map((part, ordinal) =>
    toVerdictPartRow(part, { subjectId, ordinal }),
  );
}
