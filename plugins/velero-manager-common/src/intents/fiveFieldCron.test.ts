import { engineCronOf, refuseEngineCron } from './fiveFieldCron';

describe('engineCronOf', () => {
  it('hands Longhorn five fields, as Kubernetes reads them', () => {
    expect(engineCronOf('  0   2 * * *', 'longhorn')).toEqual({
      ok: true,
      value: {
        fiveFields: '0 2 * * *',
        text: '0 2 * * *',
        reader: { zone: 'UTC', dialect: 'kubernetes' },
      },
    });
  });

  it('puts seconds first for CloudNative-PG, of a preset too', () => {
    expect(engineCronOf('@daily', 'cloudnative-pg')).toEqual({
      ok: true,
      value: {
        fiveFields: '0 0 * * *',
        text: '0 0 0 * * *',
        reader: { zone: 'UTC', dialect: 'robfig-v1' },
      },
    });
  });

  it.each([
    ['has six fields', '0 0 2 * * *'],
    ['names a time zone', 'CRON_TZ=UTC 0 2 * *'],
    ['is an interval', '@every 1h 0 0 0'],
    ['is a name that objects have', 'toString'],
  ])('refuses what %s', (_, text) => {
    expect(engineCronOf(text, 'longhorn')).toEqual({
      ok: false,
      reason: expect.stringContaining('must have five fields'),
    });
  });
});

describe('refuseEngineCron', () => {
  it.each(['0 2 * * *', '@weekly'])('has nothing against %s', text => {
    expect(refuseEngineCron(text)).toBeNull();
  });

  it.each([
    ['a minute is out of bounds', '60 2 * * *', /60/],
    ['a date never comes', '0 0 30 2 *', /is a date that never comes/],
    ['there are too few fields', '0 2 * *', /must have five fields/],
  ])('says that %s', (_, text, reason) => {
    expect(refuseEngineCron(text)).toMatch(reason);
  });
});
