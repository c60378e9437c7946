import {
  onboard,
  repositoryAfter,
  save,
} from '../../plan/__fixtures__/repositories';
import { checkRepository } from '../check';

const place = 'environments/production/clusters/prod-cluster-01/velero-config';
const FILE = `${place}/backup-schedules/hourly-checkout-30day.yaml`;

const daily = (scope: string, more: object) =>
  save({ scope, frequency: 'daily', cron: '0 2 * * *', ...more });
/** Nothing of what onboarding offers starts in the afternoon. */
const found = (code: string, ...intents: object[]) =>
  checkRepository(repositoryAfter(onboard(), ...intents)).filter(
    finding => finding.code === code,
  );

describe('runs that overlap', () => {
  const first = daily('a', {
    cron: '0 14 * * *',
    includedNamespaces: ['shop'],
  });

  it.each([
    ['at the same time', { cron: '0 14 * * *' }],
    ['nine minutes later', { cron: '9 14 * * *' }],
    [
      'some minutes earlier, in another zone',
      { cron: 'CRON_TZ=Asia/Tokyo 55 22 * * *' },
    ],
    ['once a month', { cron: '0 14 15 * *' }],
    ['for all of it once more', { includedNamespaces: ['shop', 'shop'] }],
  ])('are warned of %s', (_, more) => {
    const second = daily('b', {
      cron: '0 14 * * *',
      includedNamespaces: ['shop'],
      ...more,
    });
    expect(found('RUNS_OVERLAP', first, second)).toEqual([
      {
        code: 'RUNS_OVERLAP',
        severity: 'warning',
        path: `${place}/backup-schedules/daily-b-30day.yaml`,
        line: expect.any(Number),
        message:
          "Runs start within 10 minutes of those of 'a-daily', which also backs up 'shop': both read the same data at once, or one waits for the other.",
        fix: 'Move one of the two.',
      },
    ]);
  });

  it.each([
    ['start ten minutes apart', { cron: '10 14 * * *' }],
    ['take other namespaces', { includedNamespaces: ['cart'] }],
    ['are paused', { paused: true }],
    ['start nobody knows when', { cron: '@every 24h' }],
    ['take more', { includedNamespaces: ['cart', 'shop'] }],
  ])('are none where they %s', (_, more) => {
    const second = daily('b', {
      cron: '0 14 * * *',
      includedNamespaces: ['shop'],
      ...more,
    });
    expect(found('RUNS_OVERLAP', first, second)).toEqual([]);
  });
});

describe('hooks', () => {
  const hook = (more: object) =>
    save({ hooks: [{ name: 'db', podLabels: { app: 'db' }, ...more }] });

  it('that name no container are told as not checked', () => {
    expect(
      found('HOOK_CONTAINER_NOT_CHECKED', hook({ preset: 'postgresql' })),
    ).toMatchObject([{ severity: 'info', path: FILE }]);
    expect(
      found(
        'HOOK_CONTAINER_NOT_CHECKED',
        hook({ preset: 'postgresql', container: 'db' }),
      ),
    ).toEqual([]);
  });

  it('that hold a password are an error which does not repeat it', () => {
    const files = repositoryAfter(
      onboard(),
      hook({ pre: [{ command: ['psql', 'dsn'] }] }),
    );
    const text = (files.get(FILE) ?? '').replace('dsn', 'password=hunter2');
    const findings = checkRepository(new Map(files).set(FILE, text));
    expect(
      findings.filter(({ code }) => code === 'HOOK_PASSWORD'),
    ).toMatchObject([{ severity: 'error', path: FILE }]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });
});

it('holds an edit to the retention of its environment', () => {
  const files = repositoryAfter(
    onboard(),
    save(),
    save({
      scope: undefined,
      frequency: undefined,
      existing: 'checkout-hourly',
      retention: '366d',
    }),
  );
  expect(checkRepository(files)).toContainEqual(
    expect.objectContaining({
      code: 'RETENTION_POLICY',
      severity: 'error',
      path: FILE,
    }),
  );
});
