import fc from 'fast-check';
import { parseIntent } from '../intents';
import { suggestSchedule } from './suggestSchedule';

const suggest = (more: Partial<Parameters<typeof suggestSchedule>[0]> = {}) =>
  suggestSchedule({
    entityName: 'shop-api',
    environment: 'production',
    cluster: 'prod-1',
    namespaces: ['shop'],
    rpoSeconds: null,
    ...more,
  });

describe('suggestSchedule', () => {
  it('backs up a namespace every night, under its name', () => {
    expect(suggest()).toEqual({
      environment: 'production',
      cluster: 'prod-1',
      scope: 'shop',
      frequency: 'daily',
      cron: '22 2 * * *',
      includedNamespaces: ['shop'],
      retention: '30d',
    });
  });

  it('calls one for several namespaces after the service', () => {
    const both = suggest({ namespaces: ['shop', 'shop-jobs'] });
    expect(both).toMatchObject({
      scope: 'shop-api',
      includedNamespaces: ['shop', 'shop-jobs'],
    });
  });

  it.each([
    [7 * 86_400, 'daily', /^\d+ 2 \* \* \*$/],
    [86_400, 'daily', /^\d+ 2 \* \* \*$/],
    [86_399, 'hourly', /^\d+ \* \* \* \*$/],
    [3_600, 'hourly', /^\d+ \* \* \* \*$/],
  ])('keeps an objective of %i seconds %s', (rpoSeconds, frequency, cron) => {
    expect(suggest({ rpoSeconds })).toMatchObject({
      frequency,
      cron: expect.stringMatching(cron),
    });
  });

  it('leaves to a person when to run where an hour is too long', () => {
    const values = suggest({ rpoSeconds: 900 });
    expect(Object.keys(values)).not.toEqual(
      expect.arrayContaining(['frequency']),
    );
    expect(values).not.toHaveProperty('cron');
  });

  it('leaves out an environment that is not known', () => {
    expect(suggest({ environment: null })).not.toHaveProperty('environment');
  });

  it('is accepted as an intent, whatever the service is called', () => {
    const entityName = fc.stringMatching(/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61})$/);
    fc.assert(
      fc.property(entityName, name => {
        const values = suggest({ entityName: name, namespaces: ['a', 'b'] });
        const read = parseIntent({ kind: 'schedule:save', ...values });
        expect(read).toMatchObject({ ok: true });
      }),
    );
  });
});
