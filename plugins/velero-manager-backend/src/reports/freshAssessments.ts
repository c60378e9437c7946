import type { SubjectAssessment } from '../store/types';

/** Judged in line by one request at most; the due list works off the rest. */
const MOST_IN_LINE = 100;

/** Judged at a time: each is a handful of queries. */
const CONCURRENCY = 8;

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
 * @param judge - judges one; `null` when it is gone meanwhile
 * @internal
 */
export async function freshAssessments<T extends Stored>(
  subjects: T[],
  options: {
    now: Date;
    judge: (subject: T) => Promise<SubjectAssessment | null>;
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
  const work = async () => {
    for (let next = inLine.shift(); next; next = inLine.shift()) {
      fresh.set(next, await judge(next));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
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
