import {
  formatClock,
  formatExact,
  formatRelative,
  formatSpan,
  isKnownZone,
  zonesToShow,
  zoneTitle,
} from './formats';

const now = new Date('2026-11-20T12:00:00Z');
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);

describe('formatRelative', () => {
  it.each([
    [59, null],
    [-59, null],
    [60, '1 min. ago'],
    [3 * 3600 + 50 * 60, '3 hr. ago'],
    [119 * 60, '119 min. ago'],
    [47 * 3600, '47 hr. ago'],
    [48 * 3600, '2 days ago'],
    [45 * 86_400, '1 mo. ago'],
    [800 * 86_400, '2 yr. ago'],
    [-40 * 60, 'in 40 min.'],
  ])('%p seconds before now is %p', (seconds, text) => {
    expect(formatRelative(before(seconds), now, 'en')).toBe(text);
  });

  it('speaks the language of the portal', () => {
    expect(formatRelative(before(7200), now, 'de')).toBe('vor 2 Std.');
  });
});

describe('formatSpan', () => {
  it.each([
    [0, '1 min'],
    [90 * 60, '90 min'],
    [26 * 3600, '26 hr'],
    [24 * 3600, '24 hr'],
    [7 * 86_400, '7 days'],
  ])('%p seconds are %p', (seconds, text) => {
    expect(formatSpan(seconds, 'en')).toBe(text);
  });
});

describe('zones', () => {
  const instant = new Date('2026-11-20T02:00:00Z');

  it('writes clock and date of a zone', () => {
    expect(formatClock(instant, 'en', 'Europe/Paris')).toBe('03:00');
    expect(formatExact(instant, 'en', 'UTC')).toBe(
      'Fri, Nov 20, 2026, 02:00:00 UTC',
    );
  });

  it('shows each clock once, and leaves out what the browser does not know', () => {
    expect(
      zonesToShow(instant, ['Etc/UTC', 'Europe/Paris', 'Mars/Olympus', null]),
    ).toEqual(['UTC', 'Europe/Paris']);
    expect(isKnownZone('Mars/Olympus')).toBe(false);
  });

  it('calls a zone by its city', () => {
    expect(zoneTitle('America/Argentina/Buenos_Aires')).toBe('Buenos Aires');
  });
});
