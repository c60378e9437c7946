import type { SubjectAssessment } from '../store/types';

/** Judged in line by one request at most; the due list works off the rest. */
const MOST_IN_LINE = 100;

/** Judged together: services share most of what is read, clusters are large. */
const AT_A_TIME = 8;

/** The due list is late by this much when 50,000 verdicts fall due together. */
const TOLERANCE_MS = 30_000;

/** What has a stored verdict. */
interface Stored {
  assessment: SubjectAssessment | null;
}

/**
 * Makes sure that no stored verdict is shown after its time. What is overdue,
 * or was never judged, is judged in line, the longest overdue first, as far as
 * one request may. Of the remainder a verdict that is only just overdue is kept
 * while the due list gets to it, and an older one is UNKNOWN: something that
 * should have judged it does not work.
 *
 * @param judge - judges some, in their order; `null` for what is gone meanwhile
 * @internal
 */
export async function freshAssessments<T extends Stored>(
  subjects: T[],
  options: {
    now: Date;
    judge: (subjects: T[]) => Promise<(SubjectAssessment | null)[]>;
  },
): Promise<T[]> {
  const { now, judge } = options;
  const overdue = subjects
    .filter(subject => overdueMs(subject, now) > 0)
    .sort((a, b) => overdueMs(b, now) - overdueMs(a, now));
  const inLine = overdue.slice(0, MOST_IN_LINE);
  const late = overdue
    .slice(MOST_IN_LINE)
    .filter(subject => overdueMs(subject, now) > TOLERANCE_MS);

  const fresh = new Map<T, SubjectAssessment | null>(
    late.map(subject => [subject, toUnknown(subject.assessment)]),
  );
  for (let i = 0; i < inLine.length; i += AT_A_TIME) {
    const some = inLine.slice(i, i + AT_A_TIME);
    const judged = await judge(some);
    some.forEach((subject, n) => fresh.set(subject, judged[n]));
  }
  return subjects.map(subject =>
    fresh.has(subject)
      ? { ...subject, assessment: fresh.get(subject) ?? null }
      : subject,
  );
}

function overdueMs({ assessment }: Stored, now: Date): number {
  if (assessment === null) {
    return Number.POSITIVE_INFINITY;
  }
  const { validUntil } = assessment;
  return validUntil === null ? 0 : now.getTime() - validUntil.getTime() + 1;
}

function toUnknown(
  assessment: SubjectAssessment | null,
): SubjectAssessment | null {
  const since = assessment?.validUntil?.toISOString();
  return (
    assessment && {
      ...assessment,
      objectiveMet: null,
      parts: assessment.parts.map(({ cluster, protection, sync }) => ({
        cluster,
        protection: protection && overdueVerdict(since),
        sync: sync && overdueVerdict(since),
      })),
    }
  );
}

function overdueVerdict(since: string | undefined) {
  return {
    state: 'UNKNOWN' as const,
    reason: 'not_judged',
    message: `It was to be judged again at ${since} and has not been yet.`,
    validUntil: null,
  };
}
