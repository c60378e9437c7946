import { duration, instant } from './fields';

describe('instant', () => {
  it.each([
    ['2026-11-20T02:00:04Z', '2026-11-20T02:00:04.000Z'],
    ['2026-11-20T02:00:04.123456Z', '2026-11-20T02:00:04.123Z'],
    ['2026-11-20T02:00:04+01:00', '2026-11-20T01:00:04.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ])('reads %s in UTC', (text, utc) => {
    expect(instant.parse(text)).toBe(utc);
  });

  it.each([
    ['a day', '2026-11-20'],
    ['no zone', '2026-11-20T02:00:04'],
    ['no such day', '2026-02-30T00:00:00Z'],
    ['no such month', '2026-13-01T00:00:00Z'],
    ['the zero of Go', '0000-01-01T00:00:00Z'],
    ['a year of five digits', '9999-12-31T23:59:59-01:00'],
    ['a number', 1_763_604_004],
  ])('refuses %s', (_, value) => {
    expect(instant.safeParse(value).error?.issues[0].message).toMatch(
      /^must be a time/,
    );
  });
});

describe('duration', () => {
  it('reads a Go duration as seconds, and refuses all else', () => {
    expect(duration.parse('1h30m')).toBe(5400);
    expect(duration.safeParse('30d').error?.issues[0].message).toBe(
      'must be a duration such as 720h0m0s',
    );
    expect(duration.safeParse(null).error?.issues[0].message).toBe(
      'is missing',
    );
  });
});
