import { TimeZone } from './TimeZone';

function zone(name: string): TimeZone {
  const found = TimeZone.of(name);
  if (!found.ok) {
    throw new Error(found.reason);
  }
  return found.value;
}
const at = (text: string) => Date.parse(text) / 1_000;

describe('TimeZone', () => {
  it('knows every zone that Intl lists', () => {
    for (const name of Intl.supportedValuesOf('timeZone')) {
      expect(TimeZone.of(name)).toMatchObject({ ok: true });
    }
  });

  it.each([
    ...['', 'europe/paris', 'Europe/paris', 'EUROPE/PARIS', 'utc', 'PST'],
    ...['+01:00', 'Local', 'Nope/Zone', 'Europe/Nowhere', '../UTC', 'Etc/gmt'],
    ...['US/Pacific-New', 'SystemV/EST5', `Europe/${'A'.repeat(99)}`],
  ])('refuses %p', name => {
    expect(TimeZone.of(name)).toEqual({
      ok: false,
      reason: expect.stringContaining('There is no time zone'),
    });
  });

  it.each([
    ...['UTC', 'Etc/GMT+5', 'GMT0', 'EST5EDT', 'GB-Eire', 'Antarctica/McMurdo'],
    ...['America/Argentina/ComodRivadavia', 'America/Port-au-Prince'],
    ...['Europe/Isle_of_Man', 'Africa/Dar_es_Salaam', 'Australia/NSW'],
  ])('accepts %p', name => {
    expect(TimeZone.of(name)).toMatchObject({ ok: true });
  });

  it('gives offsets to the second, on both sides of a change', () => {
    const newYork = zone('America/New_York');
    expect(newYork.offsetAt(at('2026-03-08T06:59:59Z'))).toBe(-5 * 3_600);
    expect(newYork.offsetAt(at('2026-03-08T07:00:00Z'))).toBe(-4 * 3_600);
    expect(newYork.offsetAt(at('1880-01-01T00:00:00Z'))).toBe(-17_762);
    expect(
      zone('Australia/Lord_Howe').offsetAt(at('2026-07-01T00:00:00Z')),
    ).toBe(37_800);
  });

  it('finds changes that lie a week apart', () => {
    expect(
      zone('America/Recife').changesBetween(
        at('2000-10-01T00:00:00Z'),
        at('2000-11-01T00:00:00Z'),
      ),
    ).toEqual([at('2000-10-08T03:00:00Z'), at('2000-10-15T02:00:00Z')]);
  });

  it('answers the same however long it has been asked', () => {
    const paris = zone('Europe/Paris');
    const summer = at('2026-07-01T00:00:00Z');
    for (let year = 1000; year < 3000; year++) {
      paris.offsetAt(at(`${year}-01-01T00:00:00Z`));
    }
    expect(paris.offsetAt(summer)).toBe(7_200);
  });
});
