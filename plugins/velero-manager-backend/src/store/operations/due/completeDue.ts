import { Knex } from 'knex';
import { fromInstant, isPostgres, nowMillis, toMillis } from '../../dialect';
import { rollUp } from '../../rollUp';
import { DbAssessmentRow, DbSubjectRow, Millis } from '../../tables';
import { JudgedSubject, SubjectAssessment, Transition } from '../../types';
import { fillOutbox } from '../outbox/fillOutbox';
import { insertTransitions } from '../transitions/insertTransitions';
import { NewTransition } from '../transitions/NewTransition';
import { writeVerdictParts } from './writeVerdictParts';

/**
 * Stores assessments and ends their claims, a handful of statements for all;
 * call it in a transaction, with at most 200 subjects of one claim.
 *
 * @remarks
 * The first statement takes the locks of the subjects' rows and checks the
 * tickets: a replica whose claim lapsed while it was judging writes nothing. A
 * subject that was marked meanwhile stays due.
 *
 * @returns the transitions written
 * @internal
 */
export async function completeDue(options: {
  knex: Knex;
  judged: JudgedSubject[];
}): Promise<Transition[]> {
  const { knex, judged } = options;
  if (judged.length === 0) {
    return [];
  }
  const { now, ours } = await endClaims(knex, judged);
  const subjectIds = ours.map(({ subject }) => subject.id);
  if (subjectIds.length === 0) {
    return [];
  }
  const stored = await knex<DbAssessmentRow>('assessments')
    .whereIn('subject_id', subjectIds)
    .select();
  const before = new Map(stored.map(row => [row.subject_id, row]));
  await knex<DbAssessmentRow>('assessments')
    .insert(ours.map(one => toAssessmentRow(one, now)))
    .onConflict('subject_id')
    .merge();
  await writeVerdictParts({
    knex,
    parts: new Map(
      ours.map(({ subject, assessment }) => [subject.id, assessment.parts]),
    ),
  });
  const transitions = await insertTransitions({
    knex,
    changes: ours.flatMap(({ subject, assessment }) =>
      changesOf(before.get(subject.id), assessment).map(change => ({
        ...change,
        subject,
      })),
    ),
    at: now,
  });
  await fillOutbox({ knex, transitions });
  return transitions;
}

/** Ends claims. @returns the moment, and which of them were still ours */
async function endClaims(
  knex: Knex,
  judged: JudgedSubject[],
): Promise<{ now: number; ours: JudgedSubject[] }> {
  const validUntil = knex.raw(
    `case id ${judged
      .map(() => 'when ? then cast(? as bigint)')
      .join(' ')} end`,
    judged.flatMap(({ subject, assessment }) => [
      subject.id,
      assessment.validUntil?.getTime() ?? null,
    ]),
  );
  const tickets = new Set(judged.map(({ subject }) => subject.ticket));
  const ids = judged.map(({ subject }) => subject.id).sort();
  if (isPostgres(knex)) {
    // In the order in which marks lock them, or each may wait for the other.
    await knex('subjects')
      .whereIn('id', ids)
      .orderBy('id')
      .forUpdate()
      .select('id');
  }
  const ended = await knex<DbSubjectRow>('subjects')
    .whereIn('id', ids)
    .whereIn('ticket', [...tickets])
    .update({
      due_at: knex.raw('case when marked then due_at else ? end', [validUntil]),
      ticket: null,
      claimed_until: null,
    })
    .returning<{ id: string; now: Millis }[]>([
      'id',
      knex.raw('? as now', [nowMillis(knex)]),
    ]);
  const endedIds = new Set(ended.map(({ id }) => id));
  return {
    now: ended.length > 0 ? toMillis(ended[0].now) : 0,
    ours: judged.filter(({ subject }) => endedIds.has(subject.id)),
  };
}

function toAssessmentRow(
  { subject, assessment }: JudgedSubject,
  now: number,
): DbAssessmentRow {
  const { protection, sync, contact } = rollUp(assessment);
  return {
    subject_id: subject.id,
    protection_state: protection?.state ?? null,
    sync_state: sync?.state ?? null,
    contact_state: contact?.state ?? null,
    last_good_at: fromInstant(assessment.lastGoodAt),
    objective_met: assessment.objectiveMet,
    valid_until: assessment.validUntil?.getTime() ?? null,
    assessed_at: now,
  };
}

function changesOf(
  before: DbAssessmentRow | undefined,
  assessment: SubjectAssessment,
): NewTransition[] {
  const rolledUp = rollUp(assessment);
  return (['protection', 'sync', 'contact'] as const).flatMap(aspect => {
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
}
