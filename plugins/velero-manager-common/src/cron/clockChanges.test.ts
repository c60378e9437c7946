import { clockChanges } from './clockChanges';
import type { CronDialect } from './dialect';

const AFTER = new Date('2026-11-20T00:00:00Z');
const SPRING = '2027-03-28T01:00:00.000Z';
const AUTUMN = '2027-10-31T01:00:00.000Z';

const changesOf = (spec: string, dialect?: CronDialect) => {
  const found = clockChanges(spec, { zone: 'UTC', after: AFTER, dialect });
  if (!found.ok) throw new Error(found.reason);
  return found.value.map(({ at, kind }) => `${kind} ${at.toISOString()}`);
};

describe('clockChanges', () => {
  it.each<[string, string, string[]]>([
    ['in UTC', '30 2 * * *', []],
    ['at an hour that stays', 'CRON_TZ=Europe/Paris 30 4 * * *', []],
    [
      'at an hour that is skipped and repeated',
      'CRON_TZ=Europe/Paris 30 2 * * *',
      [`skipped ${SPRING}`, `repeated ${AUTUMN}`],
    ],
    [
      'at two hours, one of which is',
      'TZ=Europe/Paris 30 1,2 * * *',
      [`skipped ${SPRING}`, `repeated ${AUTUMN}`],
    ],
    [
      'several times in that hour',
      'CRON_TZ=Europe/Paris */30 2 * * *',
      [`skipped ${SPRING}`, `repeated ${AUTUMN}`],
    ],
    ['every hour', 'CRON_TZ=Europe/Paris 30 * * * *', []],
    ['every minute', 'CRON_TZ=Europe/Paris * * * * *', []],
    [
      'on Sundays, when clocks change',
      'CRON_TZ=Europe/Paris 30 2 * * 0',
      [`skipped ${SPRING}`, `repeated ${AUTUMN}`],
    ],
    ['on Mondays, when they do not', 'CRON_TZ=Europe/Paris 30 2 * * 1', []],
    ['at a distance', 'CRON_TZ=Europe/Paris @every 6h', []],
    ['where clocks never change', 'CRON_TZ=Asia/Kolkata 30 2 * * *', []],
  ])('finds for what runs %s', (_, spec, expected) => {
    expect(changesOf(spec)).toEqual(expected);
  });

  it('knows that go-cron runs in the hour after', () => {
    expect(changesOf('CRON_TZ=Europe/Paris 30 2 * * *', 'go-cron')).toEqual([
      `repeated ${AUTUMN}`,
    ]);
  });

  it('names the zone, and refuses what cannot be read', () => {
    expect(
      clockChanges('30 2 * * *', { zone: 'Europe/Paris', after: AFTER }),
    ).toMatchObject({ value: [{ zone: 'Europe/Paris' }, {}] });
    expect(clockChanges('x', { zone: 'UTC', after: AFTER })).toMatchObject({
      ok: false,
    });
  });
});
