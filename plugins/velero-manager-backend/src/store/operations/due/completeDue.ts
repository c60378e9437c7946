import { Knex } from 'knex';
import { fromInstant, nowMillis, toMillis } from '../../dialect';
import { rollUp } from '../../rollUp';
import { DbAssessmentRow, DbSubjectRow, Millis } from '../../tables';
import { DueSubject, SubjectAssessment, Transition } from '../../types';
import { insertTransitions } from '../transitions/insertTransitions';
import { NewTransition } from '../transitions/NewTransition';
import { writeVerdictParts } from './writeVerdictParts';

/**
 * Stores an assessment and ends its claim; call it in a transaction.
 *
 * @remarks
 * The first statement takes the lock of the subject's row and checks the
 * ticket: a replica whose claim lapsed while it was judging writes nothing. A
 * subject that was marked meanwhile stays due.
 *
 * @returns the transitions written
 * @internal
 */
export async function completeDue(options: {
  knex: Knex;
  subject: DueSubject;
  assessment: SubjectAssessment;
}): Promise<Transition[]> {
  const { knex, subject, assessment } = options;
  const now = await endClaim(options);
  if (now === null) {
    return [];
  }
  const before = await knex<DbAssessmentRow>('assessments')
    .where({ subject_id: subject.id })
    .first();
  const rolledUp = rollUp(assessment);
  await knex<DbAssessmentRow>('assessments')
    .insert({
      subject_id: subject.id,
      protection_state: rolledUp.protection?.state ?? null,
      sync_state: rolledUp.sync?.state ?? null,
      contact_state: rolledUp.contact?.state ?? null,
      last_good_at: fromInstant(assessment.lastGoodAt),
      objective_met: assessment.objectiveMet,
      valid_until: assessment.validUntil?.getTime() ?? null,
      assessed_at: now,
    })
    .onConflict('subject_id')
    .merge();
  await writeVerdictParts({
    knex,
    subjectId: subject.id,
    parts: assessment.parts,
  });
  const changes: NewTransition[] = (
    ['protection', 'sync', 'contact'] as const
  ).flatMap(aspect => {
    const from = before?.[`${aspect}_state`] ?? null;
    const to = rolledUp[aspect];
    return to === null || to.state === from
      ? []
      : [
          {
            aspect,
            from,
            to: to.state,
            reason: to.reason,
            message: to.message,
          },
        ];
  });
  return insertTransitions({ knex, subject, changes, at: now });
}

/** Ends the claim. @returns the moment, or `null` when it is no longer ours */
async function endClaim(options: {
  knex: Knex;
  subject: DueSubject;
  assessment: SubjectAssessment;
}): Promise<number | null> {
  const { knex, subject, assessment } = options;
  const validUntil = assessment.validUntil?.getTime() ?? null;
  const [ended] = await knex<DbSubjectRow>('subjects')
    .where({ id: subject.id, ticket: subject.ticket })
    .update({
      due_at: knex.raw('case when marked then due_at else ? end', [validUntil]),
      ticket: null,
      claimed_until: null,
    })
    .returning<{ now: Millis }[]>([knex.raw('? as now', [nowMillis(knex)])]);
  return ended ? toMillis(ended.now) : null;
}
