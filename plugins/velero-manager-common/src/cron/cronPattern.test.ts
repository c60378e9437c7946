import fc from 'fast-check';
import { cronOfPattern, cronPatternOf, nextRuns } from '.';
import type { CronPattern } from '.';

describe('cronPatternOf', () => {
  it.each<[string, CronPattern]>([
    ['5 * * * *', { every: 'hour', minute: 5, zone: null }],
    ['@hourly', { every: 'hour', minute: 0, zone: null }],
    ['0 2 * * *', { every: 'day', minute: 0, hours: [2], zone: null }],
    [
      ' 30 */6 * * ? ',
      { every: 'day', minute: 30, hours: [0, 6, 12, 18], zone: null },
    ],
    ['0 2 1-31 * *', { every: 'day', minute: 0, hours: [2], zone: null }],
    [
      '@weekly',
      { every: 'week', minute: 0, hours: [0], weekdays: [0], zone: null },
    ],
    [
      '0 2 * * mon-fri',
      {
        every: 'week',
        minute: 0,
        hours: [2],
        weekdays: [1, 2, 3, 4, 5],
        zone: null,
      },
    ],
    [
      '0 * * * 6',
      {
        every: 'week',
        minute: 0,
        hours: [...Array(24).keys()],
        weekdays: [6],
        zone: null,
      },
    ],
    [
      '15 2,14 1,15 * *',
      { every: 'month', minute: 15, hours: [2, 14], days: [1, 15], zone: null },
    ],
    [
      'CRON_TZ=Europe/Paris 0 2 * * *',
      { every: 'day', minute: 0, hours: [2], zone: 'Europe/Paris' },
    ],
  ])('reads %p', (text, pattern) => {
    expect(cronPatternOf(text)).toEqual(pattern);
  });

  it.each([
    ['nothing', ''],
    ['what cannot be read', '61 * * * *'],
    ['several minutes', '*/15 * * * *'],
    ['some months', '0 2 1 jan *'],
    ['days of the month and of the week', '0 2 1 * 1'],
    ['a distance', '@every 6h'],
    ['what only go-cron knows', '0 22-2 * * *'],
  ])('has no pattern for %s', (_, text) => {
    expect(cronPatternOf(text)).toBeNull();
  });
});

const some = (min: number, max: number) =>
  fc
    .uniqueArray(fc.integer({ min, max }), { minLength: 1 })
    .map(values => values.sort((a, b) => a - b));
const hours = some(0, 23).filter(list => list.length < 24);
const common = {
  minute: fc.integer({ min: 0, max: 59 }),
  zone: fc.constantFrom(null, 'Europe/Paris', 'Asia/Kolkata'),
};
const patterns: fc.Arbitrary<CronPattern> = fc.oneof(
  fc.record({ every: fc.constant('hour' as const), ...common }),
  fc.record({ every: fc.constant('day' as const), hours, ...common }),
  fc.record({
    every: fc.constant('week' as const),
    weekdays: some(0, 6).filter(list => list.length < 7),
    hours: some(0, 23),
    ...common,
  }),
  fc.record({
    every: fc.constant('month' as const),
    days: some(1, 31).filter(list => list.length < 31),
    hours: some(0, 23),
    ...common,
  }),
);

describe('cronOfPattern', () => {
  it.each<[CronPattern, string]>([
    [{ every: 'hour', minute: 5, zone: null }, '5 * * * *'],
    [
      { every: 'day', minute: 0, hours: [0, 1, 2, 3, 12, 14, 15], zone: null },
      '0 0-3,12,14,15 * * *',
    ],
    [
      {
        every: 'week',
        minute: 0,
        hours: [2],
        weekdays: [1, 2, 3, 4, 5],
        zone: null,
      },
      '0 2 * * 1-5',
    ],
    [
      {
        every: 'month',
        minute: 0,
        hours: [2],
        days: [1],
        zone: 'Europe/Paris',
      },
      'CRON_TZ=Europe/Paris 0 2 1 * *',
    ],
  ])('writes %p', (pattern, text) => {
    expect(cronOfPattern(pattern)).toBe(text);
  });

  it('is read back as it was meant', () => {
    fc.assert(
      fc.property(patterns, pattern => {
        expect(cronPatternOf(cronOfPattern(pattern))).toEqual(pattern);
      }),
    );
  });

  it('runs when what it was read from runs', () => {
    const after = new Date('2026-01-01T00:00:00Z');
    for (const text of [
      '@weekly',
      '30 */6 * * ?',
      '0 2 1-31 * *',
      'TZ=Asia/Kolkata 0 2 * * sat,sun',
    ]) {
      const pattern = cronPatternOf(text);
      const written = pattern && cronOfPattern(pattern);
      const reader = { zone: 'UTC', after, count: 50 };
      expect(nextRuns(written ?? '', reader)).toEqual(nextRuns(text, reader));
    }
  });
});
