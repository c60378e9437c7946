import fc from 'fast-check';
import type { CronDialect } from './dialect';
import { maxGap } from './maxGap';
import { nextRuns } from './nextRuns';

const HOUR = 3_600;
const DAY = 24 * HOUR;

function gap(
  spec: string,
  after: string,
  zone = 'UTC',
  dialect: CronDialect = 'robfig-v3',
) {
  return maxGap(spec, { zone, dialect, after: new Date(`${after}Z`) });
}

describe('maxGap', () => {
  it.each<[string, string, string, number]>([
    ['every minute', '* * * * *', '2026-02-10T00:00', 60],
    ['hourly', '@hourly', '2026-02-10T00:00', HOUR],
    ['daily', '0 2 * * *', '2026-02-10T00:00', DAY],
    ['working days', '0 2 * * 1-5', '2026-02-10T00:00', 3 * DAY],
    ['working hours', '0 8-18/2 * * *', '2026-02-10T00:00', 14 * HOUR],
    ['odd minutes', '3,10,55 * * * *', '2026-02-10T00:00', 45 * 60],
    ['Sundays', '@weekly', '2026-02-10T00:00', 7 * DAY],
    ['monthly, asked in February', '@monthly', '2026-02-10T00:00', 31 * DAY],
    ['twice a month', '0 2 1,15 * *', '2026-02-03T00:00', 17 * DAY],
    [
      'in the first days of a month, asked later',
      '0 2 1-5 * *',
      '2026-03-20T00:00',
      27 * DAY,
    ],
    ['yearly', '@yearly', '2026-02-10T00:00', 366 * DAY],
    ['every', '@every 90m', '2026-02-10T00:00', 1.5 * HOUR],
  ])('%s', (_title, spec, after, expected) => {
    expect(gap(spec, after)).toEqual({ ok: true, value: expected });
  });

  it('sees clocks change', () => {
    const daily = (after: string) => gap('0 4 * * *', after, 'Europe/Paris');
    expect(daily('2026-10-20T00:00')).toEqual({ ok: true, value: 25 * HOUR });
    expect(daily('2026-11-20T00:00')).toEqual({ ok: true, value: 24 * HOUR });
    expect(gap('30 2 * * *', '2026-03-20T00:00', 'Europe/Paris')).toEqual({
      ok: true,
      value: 47 * HOUR,
    });
  });

  it('counts seconds', () => {
    const cnpg = (spec: string) =>
      gap(spec, '2026-03-01T00:00', 'America/New_York', 'robfig-v1');
    expect(cnpg('* * * * * *')).toEqual({ ok: true, value: 1 });
    expect(cnpg('10,40 * * * * *')).toEqual({ ok: true, value: 30 });
    expect(cnpg('0 0 2 * * *')).toEqual({ ok: true, value: 47 * HOUR });
  });

  it('has no answer for what does not run twice', () => {
    expect(gap('0 0 30 2 *', '2026-02-10T00:00')).toEqual({
      ok: true,
      value: null,
    });
    expect(gap('@manual', '2026-02-10T00:00', 'UTC', 'go-cron')).toEqual({
      ok: true,
      value: null,
    });
  });

  it('refuses what cannot be used', () => {
    expect(gap('0 25 * * *', '2026-02-10T00:00')).toMatchObject({ ok: false });
    for (const days of [0, 367, 1.5]) {
      expect(
        maxGap('@daily', { zone: 'UTC', after: new Date(0), days }),
      ).toMatchObject({ reason: expect.stringContaining(`'${days}'`) });
    }
  });

  it('equals the longest gap seen when walking through all runs', () => {
    const minute = fc.subarray(['3', '20', '21', '59'], { minLength: 1 });
    const hour = fc.constantFrom('*', '0', '23', '1-4', '*/7', '2,3');
    const weekday = fc.constantFrom('*', '1-5', '0,3');
    fc.assert(
      fc.property(
        fc.tuple(minute, hour, weekday),
        fc.constantFrom('UTC', 'America/New_York', 'Australia/Lord_Howe'),
        fc.date({
          min: new Date('2024-01-01T00:00:00Z'),
          max: new Date('2030-01-01T00:00:00Z'),
          noInvalidDate: true,
        }),
        ([minutes, hours, weekdays], zone, after) => {
          const spec = `${minutes} ${hours} * * ${weekdays}`;
          const until = after.getTime() + 14 * DAY * 1_000;
          const walk = nextRuns(spec, {
            zone,
            after: new Date(after.getTime() - 8 * DAY * 1_000),
            count: 5_000,
          });
          const runs = walk.ok ? walk.value.map(run => run.getTime()) : [];
          const gaps = runs
            .slice(1)
            .map((run, index) => ({ from: runs[index], to: run }))
            .filter(({ from, to }) => to > after.getTime() && from <= until)
            .map(({ from, to }) => (to - from) / 1_000);
          expect(maxGap(spec, { zone, after })).toEqual({
            ok: true,
            value: Math.max(...gaps),
          });
        },
      ),
      { numRuns: 60 },
    );
  });
});
