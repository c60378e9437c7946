import { rollUp } from './rollUp';
import { SubjectAssessment, VerdictPart } from './types';

const verdict = <S extends string>(state: S, reason = 'r') => ({
  state,
  reason,
  message: `${state}.`,
  validUntil: null,
});

const assessment = (parts: Partial<VerdictPart>[]): SubjectAssessment => ({
  parts: parts.map(part => ({
    cluster: 'one',
    protection: null,
    sync: null,
    ...part,
  })),
  lastGoodAt: null,
  objectiveMet: null,
  validUntil: null,
});

describe('rollUp', () => {
  it('says nothing of what was not judged', () => {
    expect(rollUp(assessment([]))).toEqual({
      protection: null,
      sync: null,
      contact: null,
    });
    expect(rollUp(assessment([{}, { sync: verdict('SYNCED') }]))).toMatchObject(
      { protection: null, sync: { state: 'SYNCED' } },
    );
  });

  it('lets the worst part speak, the first of equals', () => {
    const rolledUp = rollUp(
      assessment([
        { protection: verdict('HEALTHY'), sync: verdict('PROGRESSING') },
        { protection: verdict('UNKNOWN'), sync: verdict('UNKNOWN') },
        { protection: verdict('DEGRADED', 'first'), sync: verdict('BEHIND') },
        { protection: verdict('DEGRADED', 'second'), sync: null },
        { protection: null, sync: verdict('SYNCED') },
      ]),
    );
    expect(rolledUp.protection).toMatchObject({
      state: 'DEGRADED',
      reason: 'first',
    });
    expect(rolledUp.sync).toMatchObject({ state: 'BEHIND' });
  });

  it('takes contact as it is', () => {
    const contact = { state: 'silent', reason: 'silent', message: 'Silent.' };
    expect(rollUp({ ...assessment([]), contact }).contact).toEqual(contact);
  });
});
