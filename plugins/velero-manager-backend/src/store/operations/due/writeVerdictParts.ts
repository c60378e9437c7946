import { isDeepStrictEqual } from 'node:util';
import { Knex } from 'knex';
import { chunked } from '../../chunked';
import { DbVerdictPartRow } from '../../tables';
import { toVerdictPart, toVerdictPartRow } from '../../verdictPartRow';
import { VerdictPart } from '../../types';

/**
 * Makes the stored parts of a subject equal to those of an assessment; equal
 * ones, which is the rule, are not written.
 *
 * @internal
 */
export async function writeVerdictParts(options: {
  knex: Knex;
  subjectId: string;
  parts: VerdictPart[];
}): Promise<void> {
  const { knex, subjectId, parts } = options;
  const stored = await knex<DbVerdictPartRow>('verdict_parts')
    .where({ subject_id: subjectId })
    .orderBy('ordinal')
    .select();
  const rows = parts.map((part, ordinal) =>
    toVerdictPartRow(part, { subjectId, ordinal }),
  );
  // Compared as parts: the drivers give numbers in different types.
  if (isDeepStrictEqual(stored.map(toVerdictPart), rows.map(toVerdictPart))) {
    return;
  }
  await knex('verdict_parts').where({ subject_id: subjectId }).delete();
  for (const chunk of chunked(rows)) {
    await knex<DbVerdictPartRow>('verdict_parts').insert(chunk);
  }
}
