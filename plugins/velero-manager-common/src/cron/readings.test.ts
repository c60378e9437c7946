import {
  compareReadings,
  nextRuns,
  runsMeet,
  runsWithin,
  startsByHour,
} from '.';

const after = new Date('2026-01-01T00:00:00Z');
const runsOf = (spec: string, count: number) => {
  const runs = nextRuns(spec, { zone: 'UTC', after, count });
  return runs.ok ? runs.value : [];
};

describe('compareReadings', () => {
  const compare = (spec: string) =>
    compareReadings(spec, {
      after,
      first: { zone: 'UTC', dialect: 'robfig-v3' },
      second: { zone: 'UTC', dialect: 'go-cron' },
    });

  it.each([
    ['what both read alike', '0 2 * * *', null],
    ['what both refuse', '61 * * * *', null],
    [
      'days of the month and of the week',
      '0 2 13 * 5',
      { kind: 'differs', at: new Date('2026-01-02T02:00:00Z') },
    ],
    [
      'a range past the end',
      '0 22-2 * * *',
      { kind: 'refused', by: 'first', reason: expect.any(String) },
    ],
    [
      'a step wider than its range',
      '*/90 2 * * *',
      { kind: 'refused', by: 'second', reason: expect.any(String) },
    ],
  ])('tells of %s', (_, spec, difference) => {
    expect(compare(spec)).toEqual(difference);
  });
});

describe('runsMeet', () => {
  it.each([
    ['0 2 * * *', '9 2 * * *', true],
    ['0 2 * * *', '10 2 * * *', false],
    ['55 1 * * *', '0 2 * * *', true],
    ['30 * * * *', '0 2 * * *', false],
    ['0 2 * * *', '', false],
  ])('judges %p and %p', (a, b, meet) => {
    expect(runsMeet(runsOf(a, 40), runsOf(b, 40))).toBe(meet);
    expect(runsMeet(runsOf(b, 40), runsOf(a, 40))).toBe(meet);
  });
});

describe('startsByHour', () => {
  it('counts in the hours of a zone', () => {
    const runs = runsOf('30 20 * * *', 7);
    expect(startsByHour(runs, 'UTC')[20]).toBe(7);
    expect(startsByHour(runs, 'Asia/Kolkata')[2]).toBe(7);
    expect(startsByHour(runs, 'Mars/Olympus')[20]).toBe(7);
    expect(startsByHour([new Date(-1)], 'UTC')[23]).toBe(1);
  });
});

describe('runsWithin', () => {
  const within = (spec: string, days: number) =>
    runsWithin(spec, { zone: 'UTC', after, seconds: days * 86_400 });

  it.each([
    ['0 2 * * *', 30, 30],
    ['0 * * * *', 7, 168],
    ['0 2 15 * *', 7, 0],
    ['* * * * *', 30, 43_200],
    ['@every 12h', 30, 60],
  ])('counts of %p in %i days', (spec, days, value) => {
    expect(within(spec, days)).toEqual({ ok: true, value });
  });

  it('refuses what cannot be read', () => {
    expect(within('x', 1)).toMatchObject({ ok: false });
  });
});
