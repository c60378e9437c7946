import { ProtectionState } from '../health';
import { CountedUnit, unitCoverage } from './unitCoverage';

const unit = (
  state: ProtectionState,
  changes: Partial<CountedUnit> = {},
): CountedUnit => ({
  kind: 'volume',
  state,
  hasGoodCopy: true,
  bytes: 100,
  ...changes,
});

describe('unitCoverage', () => {
  it.each<[ProtectionState, boolean, number]>([
    ['HEALTHY', true, 1],
    ['DEGRADED', true, 1],
    ['PAUSED', true, 1],
    ['CRITICAL', true, 0],
    ['UNPROTECTED', true, 0],
    ['UNKNOWN', true, 0],
    ['PENDING', true, 0],
    ['DEGRADED', false, 0],
    ['HEALTHY', false, 0],
  ])(
    'counts a unit that is %s (good copy: %s) as %i',
    (state, has, covered) => {
      const counted = unitCoverage([unit(state, { hasGoodCopy: has })]);
      expect(counted).toMatchObject({ protected: covered, needed: 1 });
      expect(counted.volumes.protectedBytes).toBe(100 * covered);
    },
  );

  it('counts by number and by bytes, and leaves out what is exempt', () => {
    expect(
      unitCoverage([
        unit('HEALTHY', { kind: 'objects', bytes: null }),
        unit('HEALTHY', { bytes: 300 }),
        unit('CRITICAL', { bytes: 700 }),
        unit('HEALTHY', { bytes: null }),
        unit('EXEMPT', { bytes: 5000 }),
        unit('HEALTHY', { kind: 'postgresql', bytes: null }),
      ]),
    ).toEqual({
      protected: 4,
      needed: 5,
      atLeast: false,
      volumes: {
        protected: 2,
        needed: 3,
        protectedBytes: 300,
        neededBytes: 1000,
      },
    });
  });

  it('says "at least" while something is not known', () => {
    expect(unitCoverage([unit('HEALTHY'), unit('UNKNOWN')])).toMatchObject({
      protected: 1,
      needed: 2,
      atLeast: true,
    });
    expect(unitCoverage([]).atLeast).toBe(false);
  });
});
