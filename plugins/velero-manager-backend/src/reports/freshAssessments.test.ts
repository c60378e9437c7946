import type { SubjectAssessment } from '../store/types';
import { freshAssessments } from './freshAssessments';

const now = new Date('2026-11-20T10:00:00.000Z');

function assessed(validUntil: string | null): SubjectAssessment {
  return {
    parts: [
      {
        cluster: 'prod-01',
        protection: {
          state: 'HEALTHY',
          reason: 'within_objective',
          message: 'Good.',
          validUntil: validUntil === null ? null : new Date(validUntil),
        },
        sync: null,
      },
    ],
    lastGoodAt: '2026-11-20T02:00:00.000Z',
    objectiveMet: true,
    validUntil: validUntil === null ? null : new Date(validUntil),
  };
}

const judged = assessed('2026-11-21T00:00:00.000Z');

const stateOf = (subject: { assessment: SubjectAssessment | null }) =>
  subject.assessment?.parts[0].protection?.state;

async function freshen(subjects: { assessment: SubjectAssessment | null }[]) {
  const asked: unknown[] = [];
  const fresh = await freshAssessments(subjects, {
    now,
    judge: async some => {
      asked.push(...some);
      return some.map(() => judged);
    },
  });
  return { fresh, asked };
}

describe('freshAssessments', () => {
  it('judges what was never judged and what is past its time, nothing else', async () => {
    const never = { assessment: null };
    const overdue = { assessment: assessed('2026-11-20T10:00:00.000Z') };
    const valid = { assessment: assessed('2026-11-20T10:00:00.001Z') };
    const lasting = { assessment: assessed(null) };
    const { fresh, asked } = await freshen([valid, never, lasting, overdue]);
    expect(asked).toEqual([never, overdue]);
    expect(fresh.map(({ assessment }) => assessment)).toEqual([
      valid.assessment,
      judged,
      lasting.assessment,
      judged,
    ]);
  });

  it('judges 100 at most, the longest overdue first, and never keeps an old verdict', async () => {
    const at = (seconds: number) =>
      assessed(new Date(now.getTime() - seconds * 1_000).toISOString());
    const just = Array.from({ length: 60 }, () => ({ assessment: at(1) }));
    const long = Array.from({ length: 160 }, () => ({ assessment: at(60) }));
    const { fresh, asked } = await freshen([...just, ...long]);
    expect(asked).toEqual(long.slice(0, 100));
    const states = fresh.map(stateOf);
    expect(states.slice(0, 60)).toEqual(Array(60).fill('HEALTHY'));
    expect(states.slice(160)).toEqual(Array(60).fill('UNKNOWN'));
    expect(fresh.at(-1)?.assessment).toMatchObject({
      objectiveMet: null,
      lastGoodAt: '2026-11-20T02:00:00.000Z',
      parts: [
        {
          protection: {
            reason: 'not_judged',
            message: expect.stringContaining('2026-11-20T09:59:00.000Z'),
          },
          sync: null,
        },
      ],
    });
  });

  it('says that nothing is known where a subject went meanwhile', async () => {
    const [fresh] = await freshAssessments([{ assessment: null }], {
      now,
      judge: async () => [null],
    });
    expect(fresh.assessment).toBeNull();
  });
});
