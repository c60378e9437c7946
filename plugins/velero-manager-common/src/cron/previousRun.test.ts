import fc from 'fast-check';
import { nextRuns } from './nextRuns';
import { previousRun } from './previousRun';

function previous(
  spec: string,
  before: string,
  { zone = 'UTC', notBefore }: { zone?: string; notBefore?: string } = {},
) {
  const run = previousRun(spec, {
    zone,
    before: new Date(`${before}Z`),
    notBefore: notBefore ? new Date(`${notBefore}Z`) : undefined,
  });
  return run.ok ? run.value?.toISOString().slice(0, 19) ?? null : run.reason;
}

describe('previousRun', () => {
  it('finds the newest slot, the moment itself included', () => {
    expect(previous('0 2 * * *', '2026-03-01T01:59:59')).toBe(
      '2026-02-28T02:00:00',
    );
    expect(previous('0 2 * * *', '2026-03-01T02:00:00')).toBe(
      '2026-03-01T02:00:00',
    );
    expect(previous('* * * * *', '2026-03-01T02:00:59.999')).toBe(
      '2026-03-01T02:00:00',
    );
    expect(previous('0 0 29 2 *', '2026-03-01T00:00:00')).toBe(
      '2024-02-29T00:00:00',
    );
  });

  it('follows the clocks', () => {
    const at = (before: string) =>
      previous('30 2 * * *', before, { zone: 'America/New_York' });
    expect(at('2026-03-08T23:00:00')).toBe('2026-03-07T07:30:00');
    expect(
      previous('30 1 * * *', '2026-11-01T12:00:00', {
        zone: 'America/New_York',
      }),
    ).toBe('2026-11-01T06:30:00');
  });

  it('does not look behind its limit', () => {
    const notBefore = '2026-02-28T02:00:00';
    expect(previous('0 2 * * *', '2026-03-01T01:00:00', { notBefore })).toBe(
      notBefore,
    );
    expect(
      previous('0 2 * * *', '2026-03-01T01:00:00', {
        notBefore: '2026-02-28T02:00:00.001',
      }),
    ).toBeNull();
    expect(
      previous('0 2 * * *', '2026-02-01T00:00:00', { notBefore }),
    ).toBeNull();
    expect(previous('0 0 30 2 *', '2026-03-01T00:00:00')).toBeNull();
  });

  it('counts @every from its limit', () => {
    const notBefore = '2026-03-01T00:10:00';
    const every = (before: string) =>
      previous('@every 6h', before, { notBefore });
    expect(every('2026-03-01T06:09:59')).toBeNull();
    expect(every('2026-03-01T06:10:00')).toBe('2026-03-01T06:10:00');
    expect(every('2026-03-02T00:00:00')).toBe('2026-03-01T18:10:00');
    expect(previous('@every 6h', '2026-03-02T00:00:00')).toBeNull();
  });

  it('gives the reason for what cannot be used', () => {
    expect(previous('0 25 * * *', '2026-03-01T00:00:00')).toContain('hour');
    expect(
      previousRun('@daily', { zone: 'UTC', before: new Date(NaN) }),
    ).toMatchObject({ reason: expect.stringContaining("'before'") });
    expect(
      previousRun('@daily', {
        zone: 'UTC',
        before: new Date(0),
        notBefore: new Date(NaN),
      }),
    ).toMatchObject({ reason: expect.stringContaining("'notBefore'") });
  });

  it('is the last run of a walk that starts before it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('*/7 * * * *', '5 */5 * * 2', '0 2 1 * 3', '@weekly'),
        fc.constantFrom('UTC', 'Europe/Paris', 'Asia/Beirut', 'Africa/Cairo'),
        fc.date({
          min: new Date('2020-01-01T00:00:00Z'),
          max: new Date('2030-01-01T00:00:00Z'),
          noInvalidDate: true,
        }),
        (spec, zone, before) => {
          const walk = nextRuns(spec, {
            zone,
            // A week may be without its slot if clocks change.
            after: new Date(before.getTime() - 15 * 86_400_000),
            count: 5_000,
          });
          const runs = walk.ok ? walk.value : [];
          expect(previousRun(spec, { zone, before })).toEqual({
            ok: true,
            value: runs.filter(run => run <= before).at(-1),
          });
        },
      ),
      { numRuns: 200 },
    );
  });
});
