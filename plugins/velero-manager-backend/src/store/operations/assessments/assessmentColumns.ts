import { Knex } from 'knex';
import { toBoolean, toDate, toInstant } from '../../dialect';
import { DbAssessmentRow, DbVerdictPartRow } from '../../tables';
import { SubjectAssessment, VerdictPart } from '../../types';
import { toVerdictPart } from '../../verdictPartRow';

/** An assessment that was joined to another row; all `null` where there is none. @internal */
export type DbJoinedAssessment = {
  [K in 'last_good_at' | 'objective_met' | 'valid_until']: DbAssessmentRow[K];
} & { subject_id: string; assessed_at: DbAssessmentRow['assessed_at'] | null };

/** The columns of {@link DbJoinedAssessment}. @internal */
export const ASSESSMENT_COLUMNS = [
  'subjects.id as subject_id',
  'assessments.last_good_at',
  'assessments.objective_met',
  'assessments.valid_until',
  'assessments.assessed_at',
] as const;

/** The parts of subjects, by subject id, in their order. @internal */
export async function readVerdictParts(options: {
  knex: Knex;
  subjectIds: Knex.QueryBuilder;
}): Promise<Map<string, VerdictPart[]>> {
  const { knex, subjectIds } = options;
  const rows = await knex<DbVerdictPartRow>('verdict_parts')
    .whereIn('subject_id', subjectIds)
    .orderBy(['subject_id', 'ordinal'])
    .select();
  const parts = new Map<string, VerdictPart[]>();
  for (const row of rows) {
    const known = parts.get(row.subject_id);
    if (known) {
      known.push(toVerdictPart(row));
    } else {
      parts.set(row.subject_id, [toVerdictPart(row)]);
    }
  }
  return parts;
}

/** The assessment of a joined row, or `null` before the first. @internal */
export function toAssessment(
  row: DbJoinedAssessment,
  parts: Map<string, VerdictPart[]>,
): SubjectAssessment | null {
  return row.assessed_at === null
    ? null
    : {
        parts: parts.get(row.subject_id) ?? [],
        lastGoodAt: toInstant(row.last_good_at),
        objectiveMet: toBoolean(row.objective_met),
        validUntil: toDate(row.valid_until),
      };
}
